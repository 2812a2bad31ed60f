import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RecordData } from '@/api';
import { useActionChoices, useActionHandler } from '@/shared/actions';
import { formatMoney, t } from '@/shared/i18n';
import { useRecordActions } from '@/shared/records/useRecordActions';
import { useWrites } from '@/shared/records/write';
import { useKind } from '@/shared/records/kinds';
import { goTo } from '@/shared/navigation';
import styles from './Board.module.css';
import { Card } from './Card';
import { Column } from './Column';
import { type Lost, LostReason } from './LostReason';
import { type BoardData, type Direction, type Move, type Stage, moveBy, neighbour, toTop } from './model';
import { sayWon } from './useBoard';

const ARROWS: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };
const FRESH_MS = 2500;
/** On the board nothing is edited in place but the stage. */
const NOTHING: readonly never[] = [];

function cardOf(board: HTMLElement | null, deal: string): HTMLElement | null {
  return [...(board?.querySelectorAll<HTMLElement>('[data-deal]') ?? [])].find((card) => card.dataset['deal'] === deal) ?? null;
}

/** Tab goes from stage to stage, to the card that had the focus there last or to the first. */
function tabStop(items: readonly RecordData[], focused: string | null): string | undefined {
  return items.some(({ id }) => id === focused) ? focused! : items[0]?.id;
}

interface BoardProps {
  board: BoardData;
  pipeline: string | undefined;
  /** Answers the deal in its new place, or null where it stayed. */
  onMove: (seen: RecordData, move: Move) => Promise<RecordData | null>;
  onMore: (() => void) | undefined;
  loadingMore: boolean;
}

/** Stages side by side; cards go from one to the next by drag, by menu or by key. */
export function Board({ board, pipeline, onMove, onMore, loadingMore }: BoardProps) {
  const { columns, refs } = board;
  const root = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const [focused, setFocused] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [lost, setLost] = useState<Lost | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  /** The card that takes the focus along into its new place. */
  const follow = useRef<string | null>(null);
  const stages = useMemo(() => columns.map(({ stage }) => stage), [columns]);
  const kind = useKind('opportunity');

  const known = columns.some(({ items }) => items.some(({ id }) => id === focused));

  const focusCard = useCallback((id: string) => cardOf(root.current, id)?.querySelector('a')?.focus(), []);

  useLayoutEffect(() => {
    if (follow.current === null) return;
    const id = follow.current;
    follow.current = null;
    focusCard(id);
    cardOf(root.current, id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const latest = useRef({ columns, onMove });
  useEffect(() => {
    latest.current = { columns, onMove };
  });

  const celebrate = useCallback((deal: RecordData, stage: Stage) => {
    const name = String(deal['name'] ?? '');
    if (stage.kind === 'won') {
      sayWon(name, deal['amount'] ? formatMoney(String(deal['amount']), deal['currency'] as string | null) : '');
      setFresh(deal.id);
      setTimeout(() => setFresh(null), FRESH_MS);
    } else if (stage.kind === 'lost') setLost({ deal, name });
  }, []);

  const move = useCallback(async (next: Move, keepFocus: boolean) => {
    const { columns: before, onMove: send } = latest.current;
    const from = before.find(({ items }) => items.some(({ id }) => id === next.deal));
    const to = before.find(({ stage }) => stage.id === next.stage);
    const deal = from?.items.find(({ id }) => id === next.deal);
    if (!from || !to || !deal) return;
    if (keepFocus) follow.current = next.deal;
    const name = String(deal['name'] ?? '');
    const at = next.before === null ? to.items.length : to.items.findIndex(({ id }) => id === next.before);
    setSaid(t('board.saidMoved', { name, stage: to.stage.name, place: at + 1 }));
    const moved = await send(deal, next);
    if (!moved) {
      if (keepFocus) follow.current = next.deal;
      setSaid(t('board.saidBack', { name, stage: from.stage.name }));
    } else if (from !== to) celebrate(moved, to.stage);
  }, [celebrate]);

  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data['deal'] === 'string',
        onDrop({ source, location }) {
          const targets = location.current.dropTargets;
          const stage = targets.find(({ data }) => typeof data['stage'] === 'string')?.data['stage'] as string | undefined;
          if (!stage) return;
          const deal = source.data['deal'] as string;
          const card = targets.find(({ data }) => typeof data['card'] === 'string')?.data;
          const items = latest.current.columns.find((column) => column.stage.id === stage)?.items.filter(({ id }) => id !== deal) ?? [];
          const at = items.findIndex(({ id }) => id === card?.['card']);
          const before = at < 0 ? null : (items[card!['half'] === 'above' ? at : at + 1]?.id ?? null);
          void move({ deal, stage, before }, false);
        },
      }),
    [move],
  );

  const onKey = useCallback(
    (event: KeyboardEvent, deal: string) => {
      const direction = ARROWS[event.key];
      const { columns: now } = latest.current;
      if (direction) {
        event.preventDefault();
        event.stopPropagation();
        if (event.altKey || event.ctrlKey || event.metaKey) {
          const next = moveBy(now, deal, direction);
          if (next) void move(next, true);
        } else {
          const next = neighbour(now, deal, direction);
          if (next) focusCard(next);
        }
      } else if (event.key === 'm' || event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
        event.preventDefault();
        event.currentTarget.parentElement?.querySelector<HTMLElement>('[data-menu]')?.click();
      } else if (event.key === 'Home' || event.key === 'End') {
        event.preventDefault();
        const column = now.find(({ items }) => items.some(({ id }) => id === deal));
        const next = column?.items.at(event.key === 'Home' ? 0 : -1);
        if (next) focusCard(next.id);
      } else if (event.key === 'Enter') {
        event.preventDefault();
        goTo(`/opportunities/${deal}`);
      }
    },
    [move, focusCard],
  );

  const onMoveTo = useCallback(
    (deal: string, stage: Stage) => {
      const target = latest.current.columns.find((column) => column.stage.id === stage.id);
      if (target) void move(toTop(target, deal), true);
    },
    [move],
  );

  const writes = useWrites(kind!);
  const onDelete = useCallback((deal: RecordData) => void writes.remove(deal.id, String(deal['name'] ?? '')), [writes]);

  useActionHandler('list.focus', () => {
    const start = known ? focused : columns.find(({ items }) => items.length > 0)?.items[0]!.id;
    if (start) focusCard(start);
  });
  const current = columns.flatMap(({ items }) => items).find(({ id }) => id === focused);
  const remove = () => current && onDelete(current);
  useActionHandler('list.delete', remove, known);
  useRecordActions({ kind: kind!, record: current ?? null, refs, editable: NOTHING, edit: () => undefined, remove });
  useActionChoices(
    'record.move',
    () => stages.filter(({ id }) => id !== current?.['stage']).map((stage) => ({ id: stage.id, label: stage.name, hue: stage.hue, run: () => current && onMoveTo(current.id, stage) })),
    known,
  );

  return (
    <div className={styles.board} ref={root}>
      <p id={hintId} className="visually-hidden">
        {t('board.hint')}
      </p>
      <p className="visually-hidden" role="status" aria-live="assertive">
        {said}
      </p>
      {columns.map((column) => (
        <Column key={column.stage.id} column={column} pipeline={pipeline} onMore={onMore} loadingMore={loadingMore}>
          {column.items.map((deal) => (
            <Card
              key={deal.id}
              deal={deal}
              stage={column.stage}
              stages={stages}
              refs={refs}
              current={deal.id === tabStop(column.items, focused)}
              fresh={deal.id === fresh && column.stage.kind === 'won'}
              hintId={hintId}
              onKey={onKey}
              onFocus={setFocused}
              onMoveTo={onMoveTo}
              onDelete={onDelete}
            />
          ))}
        </Column>
      ))}
      {lost && <LostReason lost={lost} anchor={() => cardOf(root.current, lost.deal.id)} onClose={() => {
        focusCard(lost.deal.id);
        setLost(null);
      }} />}
    </div>
  );
}

import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Clock3, MoreHorizontal } from 'lucide-react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import type { RecordData, Refs } from '@/api';
import { formatDayMonth, formatMoney, t } from '@/shared/i18n';
import { Avatar, Dot, IconButton, Link, Menu, MenuItem, MenuSeparator, cx } from '@/shared/ui';
import styles from './Card.module.css';
import { type Stage, daysInStage, isRotting } from './model';

export interface CardProps {
  deal: RecordData;
  stage: Stage;
  stages: readonly Stage[];
  refs: Refs;
  /** The one card of its stage that Tab comes to. */
  current: boolean;
  fresh: boolean;
  hintId: string;
  onKey: (event: KeyboardEvent, deal: string) => void;
  onFocus: (deal: string) => void;
  onMoveTo: (deal: string, stage: Stage) => void;
  onDelete: (deal: RecordData) => void;
}

/** One deal on the board: what it is, with whom, worth what, and until when. */
export const Card = memo(function Card({ deal, stage, stages, refs, current, fresh, hintId, onKey, onFocus, onMoveTo, onDelete }: CardProps) {
  const element = useRef<HTMLLIElement>(null);
  const [dragging, setDragging] = useState(false);
  const [edge, setEdge] = useState<'above' | 'below' | null>(null);
  const name = String(deal['name'] ?? '') || t('record.unnamed');
  const account = refs[String(deal['account'])]?.name;
  const owner = refs[String(deal.owner)]?.name;
  const days = daysInStage(deal);

  useEffect(() => {
    const node = element.current!;
    const half = (y: number) => (y < node.getBoundingClientRect().top + node.offsetHeight / 2 ? 'above' : 'below');
    return combine(
      draggable({
        element: node,
        getInitialData: () => ({ deal: deal.id }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element: node,
        canDrop: ({ source }) => typeof source.data['deal'] === 'string' && source.data['deal'] !== deal.id,
        getData: ({ input }) => ({ card: deal.id, half: half(input.clientY) }),
        onDrag: ({ self }) => setEdge(self.data['half'] as 'above' | 'below'),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [deal.id]);

  return (
    <li ref={element} data-deal={deal.id} className={cx(styles.card, dragging && styles.dragging, fresh && styles.fresh, edge && styles[edge])}>
      <Link to={`/opportunities/${deal.id}`} className={styles.name} draggable={false} tabIndex={current ? 0 : -1} aria-describedby={hintId} onFocus={() => onFocus(deal.id)} onKeyDown={(event) => onKey(event, deal.id)}>
        {name}
      </Link>
      {account && (
        <span className={styles.line}>
          <Avatar name={account} shape="square" />
          <span className={styles.text}>{account}</span>
        </span>
      )}
      <span className={styles.line}>
        {deal['amount'] !== null && deal['amount'] !== undefined && <span className={styles.amount}>{formatMoney(String(deal['amount']), deal['currency'] as string | null)}</span>}
        {deal['expected_close'] ? <time className={styles.text} dateTime={String(deal['expected_close'])}>{formatDayMonth(String(deal['expected_close']))}</time> : null}
        <span className={styles.right}>
          {isRotting(deal, stage) && (
            <span className={styles.rotting}>
              <Clock3 aria-hidden />
              {t('board.daysInStage', { count: days })}
            </span>
          )}
          {owner && (
            <span title={owner} className={styles.owner}>
              <Avatar name={owner} />
              <span className="visually-hidden">{owner}</span>
            </span>
          )}
        </span>
      </span>
      <CardMenu deal={deal} name={name} stage={stage} stages={stages} current={current} onMoveTo={onMoveTo} onDelete={onDelete} />
    </li>
  );
});

type CardMenuProps = Pick<CardProps, 'deal' | 'stage' | 'stages' | 'current' | 'onMoveTo' | 'onDelete'> & { name: string };

/** Everything that dragging does, by menu. Its popup is only built once it is wanted: a board has hundreds of cards. */
function CardMenu({ deal, name, stage, stages, current, onMoveTo, onDelete }: CardMenuProps) {
  const [open, setOpen] = useState<boolean | null>(null);
  const button = <IconButton size="small" icon={MoreHorizontal} label={t('board.cardMenu', { name })} tabIndex={current ? 0 : -1} className={styles.menu} data-menu onClick={open === null ? () => setOpen(true) : undefined} />;
  if (open === null) return button;
  return (
    <Menu open={open} onOpenChange={setOpen} align="end" trigger={button}>
      {stages.map((target) => (
        <MenuItem key={target.id} before={<Dot hue={target.hue} />} disabled={target.id === stage.id} onSelect={() => onMoveTo(deal.id, target)}>
          {t('board.moveTo', { stage: target.name })}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem danger onSelect={() => onDelete(deal)}>
        {t('ui.delete')}
      </MenuItem>
    </Menu>
  );
}

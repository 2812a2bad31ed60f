import { useNavigate } from '@tanstack/react-router';
import { Inbox, Plus, Upload } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { type Kind, type RecordData, onChanges } from '@/api';
import { findAction, runAction, useActionContext, useActionHandler } from '../actions';
import { Grid, type GridCommands } from '../grid/Grid';
import { GridPosition } from '../grid/position';
import { type Row, RowSource } from '../grid/rows';
import { EVERYTHING, NOTHING, type Selection, selectedCount, targetOf } from '../grid/selection';
import { formatNumber, t } from '../i18n';
import { Button, EmptyState, ErrorState, NoResults, Page, SkeletonLines, StatusBar } from '../ui';
import { inSentence, kindLabel, kindsLabel, newLabel, recordTitle, useKind } from './kinds';
import { BulkBar } from './list/BulkBar';
import { cellDrawer } from './list/drawCell';
import { FilterBar } from './list/FilterBar';
import { ColumnMenu, SortMenu } from './list/ListMenus';
import { useListState } from './list/listState';
import { useColumns } from './list/columns';
import { ViewTabs } from './list/ViewTabs';
import { openNewRecord } from './newRecord';
import styles from './RecordListScreen.module.css';
import type { Seen } from './revisions';
import { useRecordActions } from './useRecordActions';
import { type BulkChange, holdRows, useWrites } from './write';

interface RecordListScreenProps {
  kind: string;
  /** At the right end of the bar. */
  actions?: React.ReactNode;
  /** What only this kind offers for the record that the keyboard is on. */
  beside?: ((record: RecordData) => React.ReactNode) | undefined;
}

/** The list of one kind: a grid over all its records, narrowed and sorted by what stands in the address. */
export function RecordListScreen({ kind: name, actions, beside }: RecordListScreenProps) {
  const kind = useKind(name);
  return kind ? <List key={kind.name} kind={kind} actions={actions} beside={beside} /> : <Page title={kindsLabel(name)}>{<SkeletonLines count={12} />}</Page>;
}

function List({ kind, actions, beside }: Omit<RecordListScreenProps, 'kind'> & { kind: Kind }) {
  const navigate = useNavigate();
  const state = useListState(kind);
  const { columns, resize } = useColumns(kind, state);
  const source = useRowSource(kind, state.query, state.columns);
  const position = useMemo(() => new GridPosition(), []);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [asked, setAsked] = useState<string | null>(null);
  const [current, setCurrent] = useState<Row | null>(null);
  const commands = useRef<GridCommands | null>(null);
  const writes = useWrites(kind);
  const draw = useMemo(() => cellDrawer(kind), [kind]);
  const { query, set } = state;

  // What was selected belongs to the question that was asked.
  const question = JSON.stringify([query.filter, query.search]);
  const [selectedIn, setSelectedIn] = useState(question);
  if (selectedIn !== question) {
    setSelectedIn(question);
    setSelection(NOTHING);
  }

  const open = useCallback((id: string) => void navigate({ to: `/${kind.plural}/${id}` as never }), [navigate, kind]);
  const hide = useCallback((column: string) => set({ columns: state.columns.filter((other) => other !== column) }), [set, state.columns]);
  const move = useCallback(
    (column: string, to: number) => set({ columns: state.columns.filter((other) => other !== column).toSpliced(to, 0, column) }),
    [set, state.columns],
  );
  const order = useCallback((ordering: string[]) => set({ ordering }), [set]);
  const edit = useCallback((seen: Seen, field: string, value: unknown) => writes.update(seen, { [field]: value }), [writes]);

  const count = selectedCount(selection, source.total);
  const target = targetOf(selection, query);
  const remove = async () => {
    if (count > 0) {
      if (await writes.removeMany(target)) setSelection(NOTHING);
      commands.current?.focus();
      return;
    }
    if (current) await writes.remove(current.record.id, recordTitle(current.record, kind));
  };
  const changeMany = async (change: BulkChange) => {
    const done = await writes.updateMany(target, change);
    if (done) commands.current?.focus();
    return done;
  };

  useActionHandler('list.delete', () => void remove());
  useActionHandler('list.selectAll', () => setSelection(EVERYTHING));
  useActionHandler('list.clear', () => setSelection(NOTHING), count > 0);
  useActionHandler('list.open', () => commands.current?.open());
  useActionHandler('list.edit', () => commands.current?.edit());
  useActionHandler('list.toggle', () => commands.current?.toggle());
  useActionHandler('list.focus', () => commands.current?.focus());
  // With rows selected, actions are for these.
  const alone = count === 0 ? current : null;
  useActionContext(count > 0 ? t('list.selected', { count, number: formatNumber(count) }) : null);
  useRecordActions({
    kind,
    record: alone?.record ?? null,
    refs: alone?.refs ?? {},
    editable: columns.filter(({ editable }) => editable).map(({ field }) => field),
    edit: ({ name }) => commands.current?.edit(name),
    remove: () => void remove(),
  });

  const filtered = query.filter !== undefined || query.search !== undefined;
  return (
    <Page
      title={kindsLabel(kind.name)}
      beside={<ViewTabs kind={kind} state={state} />}
      actions={
        <>
          {actions}
          {IMPORTED.has(kind.name) && findAction('go.imports') && (
            <Button look="quiet" icon={Upload} className={styles.import} onClick={() => runAction('go.imports')}>
              {t('list.import')}
            </Button>
          )}
          <Button look="primary" icon={Plus} onClick={() => openNewRecord(kind.name)}>
            {newLabel(kind.name)}
          </Button>
        </>
      }
    >
      <FilterBar kind={kind} state={state} refs={source.row(0)?.refs ?? {}} asked={asked} onAsked={setAsked}>
        <SortMenu kind={kind} state={state} />
        <ColumnMenu kind={kind} state={state} />
      </FilterBar>
      <div className={styles.body}>
        {source.error && !source.ready ? (
          <ErrorState error={source.error} onRetry={() => source.retry()} />
        ) : source.ready && source.counted && source.total === 0 ? (
          filtered ? (
            <NoResults onClear={() => set({ conditions: [], advanced: null, search: '' })} />
          ) : (
            <Empty kind={kind} />
          )
        ) : (
          <Grid
            label={kindsLabel(kind.name)}
            source={source}
            columns={columns}
            draw={draw}
            ordering={query.ordering ?? NO_ORDER}
            onOrder={order}
            onResize={resize}
            onMove={move}
            onHide={hide}
            onFilter={setAsked}
            selection={selection}
            onSelection={setSelection}
            onOpen={open}
            onEdit={edit}
            position={position}
            onCurrent={setCurrent}
            ref={commands}
          />
        )}
        {count > 0 && <BulkBar kind={kind} count={count} onChange={changeMany} onDelete={() => void remove()} onClear={() => setSelection(NOTHING)} />}
      </div>
      {alone && beside?.(alone.record)}
      <StatusBar>
        <Standing kind={kind} source={source} position={position} />
      </StatusBar>
    </Page>
  );
}

const NO_ORDER: readonly string[] = [];
/** Kinds that files bring in. */
const IMPORTED = new Set(['contact', 'account']);

/** The source of rows for a question; another question is another source. */
function useRowSource(kind: Kind, query: ReturnType<typeof useListState>['query'], columns: readonly string[]): RowSource {
  const wanted = [...new Set([...columns, kind.title, ...(columns.some((name) => kind.fields.find((field) => field.name === name)?.type === 'money') ? ['currency'] : [])])].toSorted();
  const key = JSON.stringify([kind.plural, query, wanted]);
  // oxlint-disable-next-line react/exhaustive-deps -- `key` stands for the question by value
  const source = useMemo(() => new RowSource(kind.plural, { ...query, fields: wanted }), [key]);
  useSyncExternalStore(source.subscribe, source.getVersion);
  useEffect(() => {
    const kinds = new Set([kind.name, ...kind.fields.flatMap((field) => field.reference ?? [])]);
    return onChanges((changes) => {
      if (changes.some((change) => kinds.has(change.kind))) source.invalidate();
    });
  }, [source, kind]);
  useEffect(() => holdRows(kind.name, (ids, set) => source.patch(ids, set)), [source, kind]);
  return source;
}

/** How many there are, and where we look. */
function Standing({ kind, source, position }: { kind: Kind; source: RowSource; position: GridPosition }) {
  useSyncExternalStore(source.subscribe, source.getVersion);
  const row = useSyncExternalStore(position.subscribe, position.get);
  if (!source.counted) return null;
  const { total } = source;
  return (
    <>
      <span>{t('list.count', { count: total, number: formatNumber(total), kinds: inSentence(total === 1 ? kindLabel(kind.name) : kindsLabel(kind.name)) })}</span>
      {total > 0 && <span>{t('list.row', { number: formatNumber(row + 1) })}</span>}
    </>
  );
}

/** The first visit: the one thing to do next, and the other way to get records in. */
function Empty({ kind }: { kind: Kind }) {
  const canImport = findAction('import.open') !== undefined;
  return (
    <EmptyState icon={Inbox} title={t('list.emptyTitle', { kinds: inSentence(kindsLabel(kind.name)) })} text={t(canImport ? 'list.emptyText' : 'list.emptyTextCreate')}>
      {canImport && (
        <Button icon={Upload} onClick={() => runAction('import.open')}>
          {t('list.import')}
        </Button>
      )}
      <Button look="primary" icon={Plus} onClick={() => openNewRecord(kind.name)}>
        {newLabel(kind.name)}
      </Button>
    </EmptyState>
  );
}

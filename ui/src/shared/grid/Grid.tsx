import { type KeyboardEvent, type MouseEvent, type Ref, useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ApiError, RecordData } from '@/api';
import { t } from '../i18n';
import { problemOf, problemText } from '../problems';
import { cx } from '../ui';
import { InPlaceEditor, type Leave } from '../records/fields/InPlaceEditor';
import styles from './Grid.module.css';
import { GridHeader, type HeaderProps } from './GridHeader';
import { GridRow } from './GridRow';
import { type Step, stepOf } from './keys';
import type { GridPosition } from './position';
import type { Row, RowSource } from './rows';
import { EVERYTHING, NOTHING, type Selection, isSelected, select, selectedCount, toggle } from './selection';
import type { Cell, Column, DrawCell } from './types';
import { useRowWindow } from './useRowWindow';

export interface GridProps extends Pick<HeaderProps, 'ordering' | 'onOrder' | 'onResize' | 'onMove' | 'onHide' | 'onFilter'> {
  label: string;
  source: RowSource;
  columns: readonly Column[];
  draw: DrawCell;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  onOpen: (id: string) => void;
  /** Saves a cell; a refusal is shown beside it. */
  onEdit: (seen: RecordData, field: string, value: unknown) => Promise<unknown>;
  position: GridPosition;
  /** The record the keyboard is on, for actions of the screen. */
  onCurrent?: (row: Row | null) => void;
  /** Given to the screen so that an action can start editing. */
  ref?: Ref<GridCommands>;
}

export interface GridCommands {
  /** Edits the current cell, or the one of this column in the current row. */
  edit: (field?: string) => void;
  toggle: () => void;
  open: () => void;
  focus: () => void;
}

const CHECK_WIDTH = 40;
/** Room for what floats over the grid while rows are selected. */
const FLOATING = 64;

/** A grid of any number of rows: the ARIA grid pattern over a window of rows that are drawn. */
export function Grid(props: GridProps) {
  const { label, source, columns, draw, selection, onSelection, onOpen, onEdit, position, onCurrent, ref } = props;
  const id = useId();
  useSyncExternalStore(source.subscribe, source.getVersion);
  const { total } = source;
  const scroller = useRef<HTMLDivElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const view = useRowWindow({ scroller, strip, total, source, position, inset: selectedCount(selection, total) > 0 ? FLOATING : 0 });
  const [current, setCurrent] = useState<Cell>({ row: 0, column: 1 });
  /** The record as it was when the editing of its cell began. */
  const [editing, setEditing] = useState<RecordData | null>(null);
  const [problem, setProblem] = useState<{ cell: Cell; error: ApiError } | null>(null);
  const anchor = useRef(0);
  const [asked, setAsked] = useState(source);
  if (asked !== source) {
    // Another question starts at its first row.
    setAsked(source);
    setCurrent({ ...current, row: Math.min(0, current.row) });
    setEditing(null);
    setProblem(null);
  }

  const width = columns.reduce((sum, column) => sum + column.width, CHECK_WIDTH);
  const template = useMemo(
    () => [`${CHECK_WIDTH}px`, ...columns.map((column, index) => (index === columns.length - 1 ? `minmax(${column.width}px, 1fr)` : `${column.width}px`))].join(' '),
    [columns],
  );

  // Another question: the cell that was current may not exist any more.
  const row = Math.min(current.row, Math.max(0, total - 1));
  const column = Math.min(current.column, columns.length);
  const currentRow = row >= 0 ? source.row(row) : undefined;
  const currentColumn = columns[column - 1];
  const currentId = currentRow?.record.id ?? null;
  useEffect(() => onCurrent?.(currentRow ?? null), [currentRow, onCurrent]);
  useEffect(() => () => onCurrent?.(null), [onCurrent]);

  const go = useCallback(
    (cell: Cell) => {
      setCurrent(cell);
      setProblem(null);
      if (cell.row >= 0) view.show(cell.row);
      showColumn(scroller.current, columns, cell.column);
    },
    [view, columns],
  );

  const selectTo = useCallback(
    async (to: number) => {
      const [first, last] = [Math.min(anchor.current, to), Math.max(anchor.current, to)];
      onSelection(select(NOTHING, await source.ids(first, last)));
    },
    [source, onSelection],
  );

  const canEdit = currentColumn?.editable === true && currentRow !== undefined;
  const edit = useCallback(() => {
    if (canEdit && currentRow) setEditing(currentRow.record);
  }, [canEdit, currentRow]);
  const open = useCallback(() => currentId && onOpen(currentId), [currentId, onOpen]);
  const toggleRow = useCallback(() => {
    if (currentId) onSelection(toggle(selection, currentId));
    anchor.current = row;
  }, [currentId, onSelection, selection, row]);
  const editField = useCallback(
    (field?: string) => {
      const at = columns.findIndex((candidate) => candidate.field.name === field);
      if (at < 0) return edit();
      go({ row, column: at + 1 });
      if (columns[at]!.editable && currentRow) setEditing(currentRow.record);
    },
    [columns, edit, go, row, currentRow],
  );
  useImperativeHandle(ref, () => ({ edit: editField, open, toggle: toggleRow, focus: () => scroller.current?.focus() }), [editField, open, toggleRow]);

  const finish = useCallback((leave: Leave) => {
    setEditing(null);
    if (leave !== 'blur') scroller.current?.focus({ preventScroll: true });
  }, []);

  const commit = (value: unknown, leave: Leave) => {
    finish(leave);
    if (leave === 'next' || leave === 'previous') go({ row, column: Math.min(columns.length, Math.max(1, column + (leave === 'next' ? 1 : -1))) });
    if (!editing || !currentColumn || same(value, editing[currentColumn.field.name])) return;
    const cell = { row, column };
    onEdit(editing, currentColumn.field.name, value).catch((error: unknown) => setProblem({ cell, error: error as ApiError }));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const step = stepOf(event);
    if (!step) return;
    if (step.type === 'move') {
      const next = moved({ row, column }, step, { rows: total, columns: columns.length, page: view.page });
      if (step.extend) void selectTo(Math.max(0, next.row));
      else anchor.current = Math.max(0, next.row);
      go(next);
    } else if (row < 0 || current.row < 0) {
      headerKey(step);
    } else if (step.type === 'select-all') {
      onSelection(selection.all && selection.except.size === 0 ? NOTHING : EVERYTHING);
    } else if (step.type === 'toggle') {
      toggleRow();
    } else if (step.type === 'clear') {
      if (selectedCount(selection, total) === 0) return;
      onSelection(NOTHING);
    } else if (step.type === 'open' || (step.type === 'enter' && currentColumn?.title)) {
      open();
    } else if (step.type === 'enter' && column === 0) {
      toggleRow();
    } else if (step.type === 'enter' || step.type === 'edit') {
      edit();
    } else if (step.type === 'copy') {
      const cell = scroller.current?.querySelector(`#${CSS.escape(id)}-cell`);
      void navigator.clipboard?.writeText(cell?.textContent ?? '');
    } else {
      return;
    }
    event.preventDefault();
  };

  const headerKey = (step: Step) => {
    const head = scroller.current?.querySelector(`#${CSS.escape(id)}-cell`);
    if (step.type === 'menu') head?.querySelector<HTMLElement>('[aria-haspopup]')?.click();
    else if (step.type === 'enter' || step.type === 'toggle') head?.querySelector<HTMLElement>('button:not(:disabled)')?.click();
    else if (step.type === 'select-all') onSelection(EVERYTHING);
  };

  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event);
    if (!cell || (editing && cell.row === row && cell.column === column)) return;
    if (event.shiftKey) void selectTo(cell.row);
    else if (cell.column === 0 || event.ctrlKey || event.metaKey) {
      const record = source.row(cell.row)?.record;
      if (record) onSelection(toggle(selection, record.id));
      anchor.current = cell.row;
    } else anchor.current = cell.row;
    setCurrent(cell);
    setProblem(null);
    const link = (event.target as Element).closest('a');
    if (link && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const record = source.row(cell.row)?.record;
      if (record) onOpen(record.id);
    }
  };

  const count = selectedCount(selection, total);
  const checked = count === 0 ? false : count >= total ? true : 'mixed';
  const onCheck = useCallback((on: boolean) => onSelection(on ? EVERYTHING : NOTHING), [onSelection]);
  const headerRow = current.row < 0;

  return (
    // The grid is one stop of the Tab key; arrows move inside it, as the ARIA grid pattern has it.
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={styles.grid}
      style={{ '--columns': template, '--width': `${width}px` } as React.CSSProperties}
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={total > 0 ? `${id}-cell` : undefined}
      aria-busy={!source.ready}
      onScroll={view.onScroll}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => cellOf(event) && !(event.target as Element).closest('a') && edit()}
    >
      <div role="rowgroup" className={styles.heads}>
        <GridHeader {...props} id={id} checked={checked} onCheck={onCheck} current={headerRow ? column : -1} />
      </div>
      <div role="rowgroup" className={styles.spacer} style={{ height: source.ready ? view.height : view.layer }}>
        <div role="presentation" className={cx(styles.layer, (view.racing || !source.ready) && styles.racing)} style={{ height: view.layer }}>
          <div role="presentation" ref={strip} className={styles.strip}>
            {view.rows.map((index) => {
              const data = source.row(index);
              const here = !headerRow && index === row;
              return (
                <GridRow
                  key={index % view.slots}
                  id={id}
                  index={index}
                  top={view.topOf(index)}
                  row={data}
                  columns={columns}
                  draw={draw}
                  selected={data !== undefined && isSelected(selection, data.record.id)}
                  current={here ? column : -1}
                  editor={
                    here && editing?.id === data?.record.id && editing && data && currentColumn ? (
                      <InPlaceEditor className={styles.editor} field={currentColumn.field} value={editing[currentColumn.field.name]} refs={data.refs} onCommit={commit} onCancel={() => finish('stay')} />
                    ) : null
                  }
                />
              );
            })}
            {problem && (
              <p role="alert" className={styles.problem} style={{ top: view.topOf(problem.cell.row + 1), left: leftOf(columns, problem.cell.column) }}>
                {t('grid.notSaved', { reason: problemOf(problem.error, currentColumn?.field.name ?? '') ?? problemText(problem.error) })}
              </p>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

function cellOf(event: MouseEvent): Cell | null {
  const cell = (event.target as Element).closest('[role="gridcell"]');
  const line = cell?.closest('[role="row"]');
  if (!cell || !line) return null;
  return { row: Number(line.getAttribute('aria-rowindex')) - 2, column: Number(cell.getAttribute('aria-colindex')) - 1 };
}

/** Where a move leads. Row -1 is the header. */
function moved(from: Cell, { rows: byRows = 0, columns: byColumns = 0, toRow, toColumn, pages = 0 }: Extract<Step, { type: 'move' }>, grid: { rows: number; columns: number; page: number }): Cell {
  const last = grid.rows - 1;
  const row = toRow === 'first' ? 0 : toRow === 'last' ? last : from.row + byRows + pages * grid.page;
  const column = toColumn === 'first' ? 0 : toColumn === 'last' ? grid.columns : from.column + byColumns;
  return { row: Math.min(last, Math.max(pages === 0 ? -1 : 0, row)), column: Math.min(grid.columns, Math.max(0, column)) };
}

function leftOf(columns: readonly Column[], column: number): number {
  return columns.slice(0, Math.max(0, column - 1)).reduce((sum, { width }) => sum + width, column === 0 ? 0 : CHECK_WIDTH);
}

/** Brings a column into view; the browser's own way would move the rows as well. */
function showColumn(scroller: HTMLDivElement | null, columns: readonly Column[], column: number): void {
  if (!scroller || column === 0) return;
  const pinned = window.innerWidth > 768 && column > 1 ? CHECK_WIDTH + (columns[0]?.width ?? 0) : CHECK_WIDTH;
  const left = leftOf(columns, column);
  const right = left + (columns[column - 1]?.width ?? 0);
  if (left - pinned < scroller.scrollLeft) scroller.scrollLeft = left - pinned;
  else if (right > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = right - scroller.clientWidth;
}

function same(a: unknown, b: unknown): boolean {
  return (a ?? null) === (b ?? null) || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

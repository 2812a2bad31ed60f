import { ArrowDown, ArrowLeft, ArrowLeftRight, ArrowRight, ArrowUp, Check, ChevronDown, EyeOff, ListFilter, Minus, Shrink } from 'lucide-react';
import { type DragEvent, type PointerEvent, memo, useState } from 'react';
import { t } from '../i18n';
import { Menu, MenuItem, MenuSeparator, cx } from '../ui';
import styles from './Grid.module.css';
import { type Direction, directionOf, orderBy } from './ordering';
import type { Column } from './types';

export interface HeaderProps {
  id: string;
  columns: readonly Column[];
  ordering: readonly string[];
  onOrder: (ordering: string[]) => void;
  onResize: (name: string, width: number) => void;
  onMove: (name: string, to: number) => void;
  onHide: (name: string) => void;
  onFilter?: ((name: string) => void) | undefined;
  checked: boolean | 'mixed';
  onCheck: (checked: boolean) => void;
  current: number;
}

const STEP = 24;
export const NARROWEST = 64;
const WIDEST = 800;

export function clampWidth(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

/** The line of column names: sorts, and holds each column's menu, its edge to drag, and itself to be dragged. */
export const GridHeader = memo(function GridHeader(props: HeaderProps) {
  const { id, columns, checked, onCheck, current } = props;
  return (
    <div role="row" aria-rowindex={1} className={cx(styles.row, styles.header)}>
      <div role="columnheader" aria-colindex={1} className={cx(styles.check, current === 0 && styles.current)} id={current === 0 ? `${id}-cell` : undefined}>
        <button
          type="button"
          role="checkbox"
          aria-checked={checked}
          aria-label={t('grid.selectAll')}
          tabIndex={-1}
          className={styles.boxButton}
          onClick={() => onCheck(checked !== true)}
        >
          <span className={cx(styles.box, checked !== false && styles.ticked)}>{checked === 'mixed' ? <Minus aria-hidden /> : checked && <Check aria-hidden />}</span>
        </button>
      </div>
      {columns.map((column, position) => (
        <HeaderCell key={column.field.name} {...props} column={column} position={position} />
      ))}
    </div>
  );
});

function HeaderCell({ id, column, position, columns, ordering, onOrder, onResize, onMove, onHide, onFilter, current }: HeaderProps & { column: Column; position: number }) {
  const { name } = column.field;
  const direction = directionOf(ordering, name);
  const [dropTarget, setDropTarget] = useState(false);
  const here = current === position + 1;
  const order = (wanted: Direction | null, add: boolean) => onOrder(orderBy(ordering, name, wanted, add));

  const startResize = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const move = (next: globalThis.PointerEvent) => onResize(name, clampWidth(column.width + next.clientX - from));
    const stop = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', stop);
      handle.removeEventListener('pointercancel', stop);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', stop);
    handle.addEventListener('pointercancel', stop);
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDropTarget(false);
    const dragged = event.dataTransfer.getData('text/column');
    if (dragged && dragged !== name) onMove(dragged, position);
  };

  return (
    <div
      role="columnheader"
      aria-colindex={position + 2}
      aria-sort={direction ?? (column.sortable ? 'none' : undefined)}
      id={here ? `${id}-cell` : undefined}
      className={cx(styles.cell, styles.head, column.title && position === 0 && styles.pinned, column.numeric && styles.numeric, here && styles.current, dropTarget && styles.drop)}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/column', name)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('text/column')) return;
        event.preventDefault();
        setDropTarget(true);
      }}
      onDragLeave={() => setDropTarget(false)}
      onDrop={onDrop}
    >
      <button
        type="button"
        tabIndex={-1}
        className={styles.headName}
        disabled={!column.sortable}
        onClick={(event) => order(direction === 'ascending' ? 'descending' : direction === 'descending' ? null : 'ascending', event.shiftKey)}
      >
        <span className={styles.headText} title={column.label}>
          {column.label}
        </span>
        {direction === 'ascending' && <ArrowUp aria-hidden />}
        {direction === 'descending' && <ArrowDown aria-hidden />}
      </button>
      <Menu
        align="end"
        trigger={
          <button type="button" tabIndex={-1} className={styles.headMenu} aria-label={t('grid.columnMenu', { name: column.label })}>
            <ChevronDown aria-hidden />
          </button>
        }
      >
        {column.sortable && (
          <>
            <MenuItem icon={ArrowUp} onSelect={() => order('ascending', false)}>
              {t('grid.sortAscending')}
            </MenuItem>
            <MenuItem icon={ArrowDown} onSelect={() => order('descending', false)}>
              {t('grid.sortDescending')}
            </MenuItem>
          </>
        )}
        {onFilter && column.field.type !== 'json' && (
          <MenuItem icon={ListFilter} onSelect={() => onFilter(name)}>
            {t('grid.filterBy')}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={ArrowLeft} disabled={position === 0} onSelect={() => onMove(name, position - 1)}>
          {t('grid.moveLeft')}
        </MenuItem>
        <MenuItem icon={ArrowRight} disabled={position === columns.length - 1} onSelect={() => onMove(name, position + 1)}>
          {t('grid.moveRight')}
        </MenuItem>
        <MenuItem icon={ArrowLeftRight} onSelect={() => onResize(name, clampWidth(column.width + STEP))}>
          {t('grid.wider')}
        </MenuItem>
        <MenuItem icon={Shrink} onSelect={() => onResize(name, clampWidth(column.width - STEP))}>
          {t('grid.narrower')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={EyeOff} disabled={column.title} onSelect={() => onHide(name)}>
          {t('grid.hide')}
        </MenuItem>
      </Menu>
      <span className={styles.edge} onPointerDown={startResize} onDragStart={(event) => event.preventDefault()} aria-hidden />
    </div>
  );
}

import { Check } from 'lucide-react';
import { type ReactNode, memo } from 'react';
import { cx } from '../ui';
import styles from './Grid.module.css';
import type { Row } from './rows';
import type { Column, DrawCell } from './types';

interface GridRowProps {
  id: string;
  index: number;
  top: number;
  row: Row | undefined;
  columns: readonly Column[];
  draw: DrawCell;
  selected: boolean;
  /** The column that has the keyboard, -1 when it is not in this row. */
  current: number;
  editor: ReactNode;
}

/**
 * One row. Drawn only when something of it changed; its element is used again for another row once this one has left
 * the window, so a scroll makes no elements. A row that is still on its way has its cells as well, empty.
 */
export const GridRow = memo(function GridRow({ id, index, top, row, columns, draw, selected, current, editor }: GridRowProps) {
  const style = { transform: `translateY(${top}px)` };
  return (
    <div role="row" aria-rowindex={index + 2} aria-selected={selected} aria-busy={!row || undefined} className={cx(styles.row, !row && styles.bones, selected && styles.selected, Boolean(editor) && styles.open)} style={style}>
      <div role="gridcell" aria-colindex={1} className={cx(styles.check, current === 0 && styles.current)} id={current === 0 ? `${id}-cell` : undefined}>
        <span className={cx(styles.box, selected && styles.ticked)}>{selected && <Check aria-hidden />}</span>
      </div>
      {columns.map((column, position) => {
        const here = current === position + 1;
        return (
          <div
            key={column.field.name}
            role="gridcell"
            aria-colindex={position + 2}
            id={here ? `${id}-cell` : undefined}
            className={cx(styles.cell, column.title && styles.title, column.title && position === 0 && styles.pinned, here && Boolean(editor) && styles.editing, column.numeric && styles.numeric, here && styles.current)}
          >
            {here && editor ? editor : row && draw(column, row)}
          </div>
        );
      })}
    </div>
  );
});

import type { ReactNode } from 'react';
import styles from './Bars.module.css';

/** One line of a list with bars. */
export interface BarRow {
  key: string;
  /** What it is; may be a link. */
  name: ReactNode;
  /** Under the name. */
  note?: ReactNode;
  /** How long its bar is; null draws none. Below zero it is hatched. */
  value: number | null;
  /** What stands in each column, the bar's value first. */
  cells: readonly ReactNode[];
}

interface BarsProps {
  /** Names the table to assistive technology. */
  label: string;
  /** The head of the names, then of each column of values. */
  columns: readonly string[];
  rows: readonly BarRow[];
}

/** A ranked list with bars: a table, so that what is seen can be read. */
export function Bars({ label, columns, rows }: BarsProps) {
  const most = Math.max(...rows.map(({ value }) => Math.abs(value ?? 0)).filter(Number.isFinite), 0);
  return (
    // Focusable: what scrolls must be reached from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" className={index === 0 ? undefined : styles.number}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, note, value, cells }) => (
            <tr key={key}>
              <th scope="row" className={styles.name}>
                <span className={styles.text}>{name}</span>
                {note && <span className={styles.note}>{note}</span>}
                {value !== null && Number.isFinite(value) && (
                  <span className={styles.track} aria-hidden>
                    <span className={styles.bar} data-below={value < 0 || undefined} style={{ width: `${most > 0 ? (Math.abs(value) / most) * 100 : 0}%` }} />
                  </span>
                )}
              </th>
              {cells.map((cell, index) => (
                <td key={index} className={styles.number}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

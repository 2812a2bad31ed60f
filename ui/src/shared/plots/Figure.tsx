import { ChartLine, Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { t } from '../i18n';
import { IconButton, cx } from '../ui';
import styles from './Figure.module.css';
import { type Mark, Reader } from './Reader';
import { useWidth } from './useWidth';

/** What a picture says, in words and figures. */
export interface PlotTable {
  columns: readonly { label: string; numeric?: boolean }[];
  rows: readonly (readonly string[])[];
}

export interface Size {
  width: number;
  height: number;
}

export interface Drawing {
  picture: ReactNode;
  /** What can be read off it, in reading order. */
  marks: readonly Mark[];
  /** The way the marks lie: which arrow keys feel right, and whether the pointer finds them by its x or its y. */
  along: 'x' | 'y';
}

/** What every plot is given. */
export interface FigureProps {
  title: string;
  /** Shown under the title: what is seen here, in a sentence. */
  description?: string | undefined;
  height?: number;
  /** Beside the switch to the table. */
  tools?: ReactNode;
  /** For a heading above it that names it already: the title is read aloud only. */
  quiet?: boolean;
}

/** Of a plot's properties those of its frame. */
export function figureOf({ title, description, height, tools, quiet }: FigureProps): FigureProps {
  return { title, description, tools, ...(height === undefined ? {} : { height }), ...(quiet === undefined ? {} : { quiet }) };
}

interface Props extends FigureProps {
  table: PlotTable;
  /** Nothing to draw. */
  empty?: boolean;
  draw: (size: Size) => Drawing;
}

const HEIGHT = 220;

/**
 * The frame of every plot: its title and sentence, the picture at the width there is, a reader that walks along its
 * marks by pointer and by keys, and the same as a table.
 */
export function Figure({ title, description, height = HEIGHT, tools, quiet = false, table, empty = false, draw }: Props) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const [box, width] = useWidth<HTMLDivElement>();
  const drawing = empty || asTable ? null : draw({ width, height });
  return (
    <figure className={styles.figure} aria-labelledby={`${id}-title`} aria-describedby={description ? `${id}-text` : undefined}>
      <figcaption className={cx(styles.caption, quiet && styles.quiet)}>
        <div className={styles.words}>
          <h3 id={`${id}-title`} className={quiet ? 'visually-hidden' : styles.title}>
            {title}
          </h3>
          {description && (
            <p id={`${id}-text`} className={styles.description}>
              {description}
            </p>
          )}
        </div>
        {tools}
        {!empty && (
          <IconButton
            size="small"
            icon={asTable ? ChartLine : Table2}
            label={t(asTable ? 'plot.asPicture' : 'plot.asTable', { title })}
            onClick={() => setAsTable(!asTable)}
          />
        )}
      </figcaption>
      <div ref={box} className={styles.box}>
        {empty && (
          <p className={styles.empty} style={{ minHeight: height / 2 }}>
            {t('plot.empty')}
          </p>
        )}
        {asTable && !empty && <Table title={title} table={table} />}
        {drawing && (
          <div className={styles.picture} style={{ height }}>
            <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={styles.svg} aria-hidden>
              {drawing.picture}
            </svg>
            <Reader title={title} marks={drawing.marks} along={drawing.along} width={width} height={height} />
          </div>
        )}
      </div>
    </figure>
  );
}

function Table({ title, table: { columns, rows } }: { title: string; table: PlotTable }) {
  return (
    // Focusable: what scrolls must be reached from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ label, numeric }) => (
              <th key={label} scope="col" className={numeric ? styles.number : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={at} className={columns[at]?.numeric ? styles.number : undefined}>
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

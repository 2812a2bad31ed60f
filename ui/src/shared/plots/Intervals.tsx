import { t } from '../i18n';
import { BottomAxis } from './Axes';
import { widthOf } from './geometry';
import { type Drawing, Figure, type FigureProps, type Size, figureOf } from './Figure';
import styles from './Intervals.module.css';
import { Marker } from './Marker';
import { domainOf, extent, linearScale } from './scale';

/** What one method found. */
export interface Estimate {
  name: string;
  value: number;
  /** Null where the method is exact: no interval. */
  low: number | null;
  high: number | null;
  /** How sure it is of its interval, or what it cost: beside the name. */
  note?: string | undefined;
}

interface IntervalsProps extends FigureProps {
  estimates: readonly Estimate[];
  format: (value: number) => string;
  formatTick?: (value: number) => string;
  /** What is estimated: the name of the axis. */
  unit: string;
  /** A line through all rows, such as the exact answer. */
  reference?: { value: number; label: string } | undefined;
  /** All rows are of one kind, such as quarters: they have one form and colour. */
  alike?: boolean;
}

const ROW = 46;
const TOP = 22;
const BOTTOM = 42;
const LEAST_SHARE = 0.02;
/** Names are written larger than the labels of axes. */
const NAME_SIZE = 1.1;

/** What several methods say of the same thing, on one axis: where intervals overlap, they agree. */
export function Intervals(props: IntervalsProps) {
  const { estimates, format, unit } = props;
  const known = estimates.filter(({ value }) => Number.isFinite(value));
  return (
    <Figure
      {...figureOf(props)}
      height={TOP + Math.max(1, known.length) * ROW + BOTTOM}
      empty={known.length === 0}
      table={{
        columns: [{ label: t('plot.method') }, { label: unit, numeric: true }, { label: t('plot.low'), numeric: true }, { label: t('plot.high'), numeric: true }],
        rows: known.map(({ name, value, low, high }) => [name, format(value), low === null ? t('plot.exact') : format(low), high === null ? t('plot.exact') : format(high)]),
      }}
      draw={(size) => drawIntervals(known, props, size)}
    />
  );
}

function drawIntervals(known: readonly Estimate[], { format, formatTick = format, unit, reference, alike = false }: IntervalsProps, { width, height }: Size): Drawing {
  const foot = height - BOTTOM;
  const bare = domainOf(extent([...known.flatMap(({ value, low, high }) => [value, low, high]), reference?.value]));
  const room = (bare[1] - bare[0]) * 0.08 || LEAST_SHARE;
  const x = linearScale([bare[0] - room, bare[1] + room], [8, width - 16]);
  const rowOf = (index: number) => TOP + index * ROW + 30;
  const labelled = reference && Math.max(widthOf(reference.label) / 2, Math.min(width - widthOf(reference.label) / 2, x(reference.value)));
  return {
    along: 'y',
    marks: known.map(({ name, value, low, high }, index) => ({
      x: x(value), y: rowOf(index), title: name,
      rows: [[unit, format(value)] as const, [t('plot.interval'), low === null || high === null ? t('plot.exact') : t('plot.range', { low: format(low), high: format(high) })] as const],
    })),
    picture: (
      <>
        {reference && (
          <g className={styles.reference}>
            <line x1={x(reference.value)} x2={x(reference.value)} y1={TOP} y2={foot} />
            <text x={labelled} y={TOP - 8} textAnchor="middle">
              {reference.label}
            </text>
          </g>
        )}
        {known.map(({ name, value, low, high, note }, index) => (
          <g key={name}>
            <text className={styles.name} x={8} y={rowOf(index) - 13}>
              {name}
            </text>
            <text className={styles.value} x={width - 16} y={rowOf(index) - 13} textAnchor="end">
              {[note, format(value)].find((text) => text !== undefined && fits(name, text, width))}
            </text>
            <line className={styles.rail} x1={8} x2={width - 16} y1={rowOf(index)} y2={rowOf(index)} />
            {low !== null && high !== null && (
              <g className={styles.interval}>
                <line className={styles.bar} x1={x(low)} x2={x(high)} y1={rowOf(index)} y2={rowOf(index)} />
                <line x1={x(low)} x2={x(low)} y1={rowOf(index) - 5} y2={rowOf(index) + 5} />
                <line x1={x(high)} x2={x(high)} y1={rowOf(index) - 5} y2={rowOf(index) + 5} />
              </g>
            )}
            <Marker x={x(value)} y={rowOf(index)} kind={alike ? 0 : index} size={5} />
          </g>
        ))}
        <BottomAxis scale={x} ticks={x.ticks(Math.max(2, width / 110))} format={formatTick} y={foot} label={unit} />
      </>
    ),
  };
}

/** Whether a name and what is beside it can stand in one line. */
function fits(name: string, note: string, width: number): boolean {
  return widthOf(name) * NAME_SIZE + widthOf(note) + 40 < width;
}

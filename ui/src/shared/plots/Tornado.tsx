import { useId } from 'react';
import { t } from '../i18n';
import { BottomAxis } from './Axes';
import { widthOf } from './geometry';
import { type Drawing, Figure, type FigureProps, type Size, figureOf } from './Figure';
import styles from './Tornado.module.css';
import { domainOf, extent, linearScale } from './scale';

/** What the outcome becomes when one variable goes to its lower and its upper end. */
export interface Sensitivity {
  name: string;
  low: number;
  high: number;
  /** What the two ends of the variable are, such as "20 %" and "30 %". */
  lowAt?: string | undefined;
  highAt?: string | undefined;
}

interface TornadoProps extends FigureProps {
  sensitivities: readonly Sensitivity[];
  /** The outcome when nothing changes, and how it is named; where it is not known, a bar goes from one end to the other. */
  base?: { value: number; label: string } | undefined;
  /** What the outcome is. */
  unit: string;
  format: (value: number) => string;
  formatTick: (value: number) => string;
}

const ROW = 42;
const TOP = 22;
const BOTTOM = 40;
const BAR = 14;

/** Which variable moves the outcome most: the widest bar on top. The side of a variable's lower end is hatched. */
export function Tornado(props: TornadoProps) {
  const { sensitivities, unit, format } = props;
  const hatch = useId();
  const known = sensitivities.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high)).toSorted((a, b) => swing(b) - swing(a));
  return (
    <Figure
      {...figureOf(props)}
      height={TOP + Math.max(1, known.length) * ROW + BOTTOM}
      empty={known.length === 0}
      table={{
        columns: [{ label: t('plot.variable') }, { label: t('plot.atLow', { unit }), numeric: true }, { label: t('plot.atHigh', { unit }), numeric: true }, { label: t('plot.swing'), numeric: true }],
        rows: known.map((row) => [row.name, format(row.low), format(row.high), format(swing(row))]),
      }}
      draw={(size) => drawTornado(known, props, hatch, size)}
    />
  );
}

function drawTornado(known: readonly Sensitivity[], { base, unit, format, formatTick }: TornadoProps, hatch: string, { width, height }: Size): Drawing {
  const foot = height - BOTTOM;
  const span = domainOf(extent([...known.flatMap(({ low, high }) => [low, high]), base?.value]));
  const room = (span[1] - span[0]) * 0.06;
  const x = linearScale([span[0] - room, span[1] + room], [8, width - 16]);
  const middle = (index: number) => TOP + index * ROW + 28;
  const half = base ? widthOf(base.label) / 2 : 0;
  return {
    along: 'y',
    marks: known.map(({ name, low, high, lowAt, highAt }, index) => ({
      x: x(high), y: middle(index), title: name,
      rows: [[lowAt ?? t('plot.lowEnd'), format(low)] as const, [highAt ?? t('plot.highEnd'), format(high)] as const],
    })),
    picture: (
      <>
        <defs>
          <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className={styles.hatch} x1="0" x2="0" y1="0" y2="5" />
          </pattern>
        </defs>
        {known.map(({ name, low, high }, index) => (
          <g key={name}>
            <text className={styles.name} x={8} y={middle(index) - 13}>
              {name}
            </text>
            <text className={styles.ends} x={width - 16} y={middle(index) - 13} textAnchor="end">
              {format(swing({ low, high }))}
            </text>
            {base && <Bar from={x(base.value)} to={x(low)} y={middle(index)} fill={`url(#${hatch})`} />}
            <Bar from={x(base?.value ?? low)} to={x(high)} y={middle(index)} />
          </g>
        ))}
        {base && (
          <g className={styles.base}>
            <line x1={x(base.value)} x2={x(base.value)} y1={TOP} y2={foot} />
            <text x={Math.max(half, Math.min(width - half, x(base.value)))} y={TOP - 8} textAnchor="middle">
              {base.label}
            </text>
          </g>
        )}
        <BottomAxis scale={x} ticks={x.ticks(Math.max(2, width / 110))} format={formatTick} y={foot} label={unit} />
      </>
    ),
  };
}

function swing({ low, high }: Pick<Sensitivity, 'low' | 'high'>): number {
  return Math.abs(high - low);
}

function Bar({ from, to, y, fill }: { from: number; to: number; y: number; fill?: string }) {
  return <rect className={fill ? styles.lower : styles.upper} {...(fill ? { fill } : {})} x={Math.min(from, to)} y={y - BAR / 2} width={Math.abs(to - from)} height={BAR} />;
}

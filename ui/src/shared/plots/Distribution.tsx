import { useId } from 'react';
import { formatPercent, t } from '../i18n';
import { BottomAxis, LeftAxis, leftRoom } from './Axes';
import { type Bin, cutBins, spread, stepPath, widthOf } from './geometry';
import { type Drawing, Figure, type FigureProps, type Size, figureOf } from './Figure';
import styles from './Distribution.module.css';
import { domainOf, extent, linearScale, nice } from './scale';

interface DistributionProps extends FigureProps {
  /** In order, not overlapping. */
  bins: readonly Bin[];
  /** Values in full, for reading. */
  format: (value: number) => string;
  /** Values in short, for the axis. */
  formatTick: (value: number) => string;
  /** What the values are: the axis's name, and a column of the table. */
  unit: string;
  /** A line, the part beyond it shaded, and how likely that part is. */
  target?: { value: number; label: string } | undefined;
  /** Values worth naming, such as the median. */
  landmarks?: readonly { value: number; label: string }[];
}

const TOP = 34;
const BOTTOM = 36;

/** How likely which value is: a histogram with a target and what lies beyond it. */
export function Distribution(props: DistributionProps) {
  const { bins, format, unit } = props;
  const hatch = useId();
  const known = bins.filter(({ from, to, probability }) => Number.isFinite(from) && Number.isFinite(to) && Number.isFinite(probability) && to > from);
  return (
    <Figure
      {...figureOf(props)}
      empty={known.length === 0}
      table={{
        columns: [{ label: t('plot.from', { unit }), numeric: true }, { label: t('plot.to', { unit }), numeric: true }, { label: t('plot.probability'), numeric: true }],
        rows: known.map(({ from, to, probability }) => [format(from), format(to), formatPercent(probability, 2)]),
      }}
      draw={(size) => drawDistribution(known, props, hatch, size)}
    />
  );
}

function drawDistribution(known: readonly Bin[], { format, formatTick, target, landmarks = [] }: DistributionProps, hatch: string, { width, height }: Size): Drawing {
  const most = nice([0, extent(known.map(({ probability }) => probability))?.[1] || 1], 3);
  const foot = height - BOTTOM;
  const y = linearScale(most, [foot, TOP]);
  const rises = y.ticks(3);
  const percent = (value: number) => formatPercent(value, most[1] < 0.05 ? 1 : 0);
  const left = leftRoom(rises, percent);
  const span = domainOf([known[0]!.from, known.at(-1)!.to], target ? [target.value] : []);
  const x = linearScale(span, [left, width - 12]);
  const heightOf = (probability: number) => y(probability);
  const named = [...landmarks.map((mark) => ({ ...mark, target: false })), ...(target ? [{ ...target, target: true }] : [])];
  const places = spread(named.map(({ value }) => x(value)), named.map(({ label }) => widthOf(label)), [left, width]);
  return {
    along: 'x',
    marks: known.map((bin) => ({
      x: x((bin.from + bin.to) / 2),
      y: y(bin.probability),
      title: t('plot.between', { from: format(bin.from), to: format(bin.to) }),
      rows: [[t('plot.probability'), formatPercent(bin.probability, 1)]],
    })),
    picture: (
      <>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className={styles.hatch} x1="0" x2="0" y1="0" y2="6" />
          </pattern>
        </defs>
        <LeftAxis scale={y} ticks={rises} format={percent} x={left} to={width - 12} />
        <path className={styles.area} d={stepPath(known, x, heightOf, foot)} />
        {target && (
          <>
            <path className={styles.beyond} d={stepPath(cutBins(known, target.value, Number.POSITIVE_INFINITY), x, heightOf, foot)} />
            <path fill={`url(#${hatch})`} d={stepPath(cutBins(known, target.value, Number.POSITIVE_INFINITY), x, heightOf, foot)} />
          </>
        )}
        <path className={styles.outline} d={stepPath(known, x, heightOf, foot)} />
        {named.map(({ value, label, target: isTarget }, index) => (
          <g key={label} className={isTarget ? styles.target : styles.landmark}>
            <line x1={x(value)} x2={x(value)} y1={TOP - 10} y2={foot} />
            <path className={styles.lead} d={`M${x(value)} ${TOP - 10}L${places[index]} ${TOP - 16}`} />
            <text x={places[index]} y={TOP - 20} textAnchor="middle">
              {label}
            </text>
          </g>
        ))}
        <BottomAxis scale={x} ticks={x.ticks(Math.max(2, width / 110))} format={formatTick} y={foot} />
      </>
    ),
  };
}

import { formatPercent, t } from '../i18n';
import { BottomAxis, LeftAxis, leftRoom } from './Axes';
import { linePath, thin, widthOf } from './geometry';
import { type Drawing, Figure, type FigureProps, type Size, figureOf } from './Figure';
import styles from './Cumulative.module.css';
import { domainOf, extent, linearScale } from './scale';

interface Reached {
  value: number;
  /** To reach at least as much, 0 to 1. */
  chance: number;
}

interface CumulativeProps extends FigureProps {
  /** By rising value. */
  points: readonly Reached[];
  unit: string;
  format: (value: number) => string;
  formatTick: (value: number) => string;
  target?: { value: number; chance: number; label: string } | undefined;
}

const TOP = 16;
const BOTTOM = 36;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** How likely it is to reach at least so much, for every value: read across from the target. */
export function Cumulative(props: CumulativeProps) {
  const { points, unit, format } = props;
  const known = points.filter(({ value, chance }) => Number.isFinite(value) && Number.isFinite(chance));
  return (
    <Figure
      {...figureOf(props)}
      empty={known.length === 0}
      table={{
        columns: [{ label: t('plot.atLeast', { unit }), numeric: true }, { label: t('plot.chance'), numeric: true }],
        rows: known.map(({ value, chance }) => [format(value), formatPercent(chance, 1)]),
      }}
      draw={(size) => drawCumulative(known, props, size)}
    />
  );
}

function drawCumulative(known: readonly Reached[], { format, formatTick, target }: CumulativeProps, { width, height }: Size): Drawing {
  const foot = height - BOTTOM;
  const y = linearScale([0, 1], [foot, TOP]);
  const left = leftRoom(SHARES, formatShare);
  const x = linearScale(domainOf(extent(known.map(({ value }) => value)), target ? [target.value] : []), [left, width - 12]);
  const line = thin(known.map(({ value, chance }) => ({ x: value, y: chance })), width * 2);
  const toLeft = target !== undefined && x(target.value) + 10 + widthOf(target.label) > width;
  return {
    along: 'x',
    marks: line.map((point) => ({ x: x(point.x), y: y(point.y), title: t('plot.atLeastValue', { value: format(point.x) }), rows: [[t('plot.chance'), formatPercent(point.y, 1)]] })),
    picture: (
      <>
        <LeftAxis scale={y} ticks={SHARES} format={formatShare} x={left} to={width - 12} />
        <path className={styles.line} d={linePath(line, x, y)} />
        {target && (
          <g className={styles.target}>
            <path d={`M${left} ${y(target.chance)}H${x(target.value)}V${foot}`} />
            <circle cx={x(target.value)} cy={y(target.chance)} r={4} />
            <text x={x(target.value) + (toLeft ? -10 : 10)} y={y(target.chance) - 8} textAnchor={toLeft ? 'end' : 'start'}>
              {target.label}
            </text>
          </g>
        )}
        <BottomAxis scale={x} ticks={x.ticks(Math.max(2, width / 110))} format={formatTick} y={foot} />
      </>
    ),
  };
}

function formatShare(value: number): string {
  return formatPercent(value);
}

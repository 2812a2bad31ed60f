import { t } from '../i18n';
import { BottomAxis, LeftAxis, leftRoom } from './Axes';
import { bandPath, linePath, spread } from './geometry';
import { type Drawing, Figure, type FigureProps, type Size, figureOf } from './Figure';
import styles from './Fan.module.css';
import { domainOf, extent, linearScale, nice } from './scale';
import { timeTicks } from './time';
import { timeFormat } from './timeFormat';

/** What is expected at one moment: in eight of ten cases between `p10` and `p90`. */
export interface FanPoint {
  at: number;
  p10: number;
  p50: number;
  p90: number;
  /** Half of all cases lie between the two. */
  p25?: number | undefined;
  p75?: number | undefined;
}

interface FanProps extends FigureProps {
  points: readonly FanPoint[];
  /** What was, up to now. */
  past?: readonly { at: number; value: number }[];
  /** What is measured: the axis's name. */
  unit: string;
  format: (value: number) => string;
  formatTick: (value: number) => string;
  /** Moments are milliseconds, and the axis goes by the calendar; else they are plain steps. */
  calendar?: boolean;
  /** How a moment is said: a month, a quarter. */
  formatAt?: (at: number) => string;
  target?: { value: number; label: string } | undefined;
}

const TOP = 30;
const BOTTOM = 26;
const MOST_OWN = 30;
/** The lines that are named at their end, from the top. */
const ENDS = ['p90', 'p50', 'p10'] as const;

/** What comes over time: the middle as a line, its uncertainty as a fan around it, the past before it. */
export function Fan(props: FanProps) {
  const { points, past = [], format, formatAt = timeFormat('full') } = props;
  const known = points.filter((point) => [point.at, point.p10, point.p50, point.p90].every(Number.isFinite));
  return (
    <Figure
      {...figureOf(props)}
      empty={known.length === 0}
      table={{
        columns: [{ label: t('plot.when') }, { label: t('plot.p10'), numeric: true }, { label: t('plot.p50'), numeric: true }, { label: t('plot.p90'), numeric: true }],
        rows: [
          ...past.map(({ at, value }) => [formatAt(at), '–', format(value), '–']),
          ...known.map(({ at, p10, p50, p90 }) => [formatAt(at), format(p10), format(p50), format(p90)]),
        ],
      }}
      draw={(size) => drawFan(known, props, size)}
    />
  );
}

function drawFan(known: readonly FanPoint[], { past = [], unit, format, formatTick, formatAt = timeFormat('full'), calendar = true, target }: FanProps, { width, height }: Size): Drawing {
  const halves = known.filter((point): point is FanPoint & { p25: number; p75: number } => point.p25 !== undefined && point.p75 !== undefined);
  const foot = height - BOTTOM;
  const values = [...known.flatMap(({ p10, p90 }) => [p10, p90]), ...past.map(({ value }) => value), ...(target ? [target.value] : []), 0];
  const y = linearScale(nice(domainOf(extent(values)), 4), [foot, TOP]);
  const rises = y.ticks(4);
  const left = leftRoom(rises, formatTick);
  const x = linearScale(domainOf(extent([...known, ...past].map(({ at }) => at))), [left, width - 52]);
  const now = past.at(-1);
  const middle = [...(now ? [{ x: now.at, y: now.value }] : []), ...known.map(({ at, p50 }) => ({ x: at, y: p50 }))];
  const outer = [...(now ? [{ x: now.at, low: now.value, high: now.value }] : []), ...known.map(({ at, p10, p90 }) => ({ x: at, low: p10, high: p90 }))];
  const inner = [...(now && halves.length ? [{ x: now.at, low: now.value, high: now.value }] : []), ...halves.map(({ at, p25, p75 }) => ({ x: at, low: p25, high: p75 }))];
  const last = known.at(-1)!;
  const ends = spread(ENDS.map((name) => y(last[name])), [12, 12, 12], [TOP, foot], 1);
  const count = Math.max(2, (width - left) / 90);
  // Few moments, such as months, are their own ticks.
  const own = [...past, ...known].map(({ at }) => at);
  const time = calendar && own.length > MOST_OWN ? timeTicks(x.domain, count) : null;
  return {
    along: 'x',
    marks: [
      ...past.map(({ at, value }) => ({ x: x(at), y: y(value), title: formatAt(at), rows: [[t('plot.actual'), format(value)] as const] })),
      ...known.map(({ at, p10, p50, p90 }) => ({
        x: x(at), y: y(p50), title: formatAt(at),
        rows: [[t('plot.p90'), format(p90)] as const, [t('plot.p50'), format(p50)] as const, [t('plot.p10'), format(p10)] as const],
      })),
    ],
    picture: (
      <>
        <LeftAxis scale={y} ticks={rises} format={formatTick} x={left} to={width - 52} label={unit} />
        <path className={styles.outer} d={bandPath(outer, x, y)} />
        <path className={styles.inner} d={bandPath(inner, x, y)} />
        <path className={styles.edge} d={linePath(outer.map(({ x: at, high }) => ({ x: at, y: high })), x, y)} />
        <path className={styles.edge} d={linePath(outer.map(({ x: at, low }) => ({ x: at, y: low })), x, y)} />
        <path className={styles.middle} d={linePath(middle, x, y)} />
        <path className={styles.past} d={linePath(past.map(({ at, value }) => ({ x: at, y: value })), x, y)} />
        {known.map(({ at, p50 }) => (
          <circle key={at} className={styles.point} cx={x(at)} cy={y(p50)} r={3} />
        ))}
        {target && (
          <g className={styles.target}>
            <line x1={left} x2={width - 52} y1={y(target.value)} y2={y(target.value)} />
            <text x={left + 4} y={y(target.value) - 5}>
              {target.label}
            </text>
          </g>
        )}
        {ENDS.map((name, index) => (
          <text key={name} className={styles.name} x={x(last.at) + 8} y={ends[index]! + 4}>
            {t(`plot.${name}Short`)}
          </text>
        ))}
        <BottomAxis scale={x} ticks={time?.values ?? (calendar ? own : x.ticks(count))} format={time ? timeFormat(time.unit) : formatAt} y={foot} />
      </>
    ),
  };
}

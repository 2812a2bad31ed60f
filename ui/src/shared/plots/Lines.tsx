import { formatPercent, t } from '../i18n';
import { BottomAxis, LeftAxis, leftRoom } from './Axes';
import { linePath, spread, thin, widthOf } from './geometry';
import { type Drawing, Figure, type FigureProps, type Size, figureOf } from './Figure';
import styles from './Lines.module.css';
import { type Scale, domainOf, extent, linearScale, logDomainOf, logScale, nice } from './scale';
import { MARKERS, Marker } from './Marker';
import { timeTicks } from './time';
import { timeFormat } from './timeFormat';

export interface LinePoint {
  x: number;
  /** Null where there is a gap. */
  y: number | null;
  /** How much it stands for, 0 to 1: the area of its marker. */
  weight?: number;
  /** Between which values the true one lies. */
  low?: number;
  high?: number;
  /** More to read off beside x and y. */
  rows?: readonly (readonly [name: string, value: string])[];
}

export interface Series {
  name: string;
  points: readonly LinePoint[];
  /** Points that belong together by a line, or that stand alone, or both. */
  shape?: 'line' | 'points' | 'both';
}

/** A straight line to compare with, such as the diagonal or a slope. */
export interface Guide {
  label: string;
  points: readonly [{ x: number; y: number }, { x: number; y: number }];
}

export interface AxisSpec {
  /** What is measured, with its unit. */
  name: string;
  kind?: 'linear' | 'log' | 'time' | 'share';
  /** What is seen at least, also where nothing was measured. */
  within?: readonly [number, number];
  format?: (value: number) => string;
  formatTick?: (value: number) => string;
}

/** A stretch of the x axis that is marked: a while that something lasted. */
export interface Stretch {
  from: number;
  to: number;
  label: string;
  /** `quiet` for what is always there, such as the bands of a spectrum; otherwise it catches the eye. */
  tone?: 'quiet';
}

interface LinesProps extends FigureProps {
  series: readonly Series[];
  x: AxisSpec;
  y: AxisSpec;
  guides?: readonly Guide[];
  /** A value across, such as a target. */
  level?: { value: number; label: string } | undefined;
  /** Stretches of x that are shaded; what they mean belongs into the points' rows as well, for whoever reads those. */
  stretches?: readonly Stretch[];
  /** The y axis begins at zero. */
  fromZero?: boolean;
}

const TOP = 30;
const BOTTOM = 42;
/** Lines have at most this many points a pixel. */
const POINTS_A_PIXEL = 2;
const MOST_MARKS = 400;
/** A stretch is at least so wide, that it be seen. */
const MARKED = 3;

/** One or a few lines or clouds of points, on straight, logarithmic or time axes, each named beside its end. */
export function Lines(props: LinesProps) {
  const { series, x: xAxis, y: yAxis } = props;
  const formatX = formatOf(xAxis);
  const formatY = formatOf(yAxis);
  const known = series.filter(({ points }) => points.some(({ y }) => y !== null && Number.isFinite(y)));
  const several = series.length > 1;
  return (
    <Figure
      {...figureOf(props)}
      empty={known.length === 0}
      table={{
        columns: [...(several ? [{ label: t('plot.series') }] : []), { label: xAxis.name, numeric: true }, { label: yAxis.name, numeric: true }],
        rows: series.flatMap(({ name, points }) =>
          thin(points, MOST_MARKS).map(({ x, y }) => [...(several ? [name] : []), formatX(x), y === null || !Number.isFinite(y) ? '–' : formatY(y)]),
        ),
      }}
      draw={(size) => drawLines(known, props, size)}
    />
  );
}

function drawLines(known: readonly Series[], { series, x: xAxis, y: yAxis, guides = [], stretches = [], level, fromZero = false }: LinesProps, { width, height }: Size): Drawing {
  const [formatX, formatY] = [formatOf(xAxis), formatOf(yAxis)];
  const several = series.length > 1;
  const foot = height - BOTTOM;
  const all = known.flatMap(({ points }) => points).filter(({ y }) => y !== null && Number.isFinite(y));
  const ends = guides.flatMap(({ points }) => points);
  const y = scaleOf(yAxis, [...all.map((point) => point.y!), ...all.flatMap(({ low, high }) => (low === undefined || high === undefined ? [] : [low, high])), ...(yAxis.within ?? []), ...ends.map((point) => point.y), ...(level ? [level.value] : []), ...(fromZero ? [0] : [])], [foot, TOP], true);
  const rises = y.ticks(Math.max(2, height / 50));
  const tickY = yAxis.formatTick ?? formatY;
  const left = leftRoom(rises, tickY);
  const names = several ? Math.min(width * 0.3, Math.max(...known.map(({ name }) => widthOf(name) + 20))) : 12;
  const x = scaleOf(xAxis, [...all.map((point) => point.x), ...(xAxis.within ?? []), ...ends.map((point) => point.x)], [left, width - names], false);
  const labels = spread(known.map(({ points }) => y(tail(points).y!)), known.map(() => 12), [TOP, foot], 2);
  const count = Math.max(2, (width - left) / 90);
  const time = xAxis.kind === 'time' ? timeTicks(x.domain, count) : null;
  return {
    along: 'x',
    marks: known.flatMap(({ name, points }) =>
      thin(points, MOST_MARKS).flatMap((point) =>
        point.y === null || !Number.isFinite(point.y)
          ? []
          : [{ x: x(point.x), y: y(point.y), title: several ? name : formatX(point.x), rows: [...(several ? [[xAxis.name, formatX(point.x)] as const] : []), [yAxis.name, formatY(point.y)] as const, ...(point.rows ?? [])] }],
      ),
    ),
    picture: (
      <>
        {stretches.map(({ from, to, label, tone }) => {
          const [start, end] = [x(from), x(to)];
          return (
            <g key={from} className={styles.stretch} data-tone={tone}>
              <rect x={start} y={TOP} width={Math.max(MARKED, end - start)} height={foot - TOP} />
              <line x1={start} x2={Math.max(start + MARKED, end)} y1={TOP} y2={TOP} />
              {widthOf(label) < end - start && (
                <text x={start + 4} y={TOP - 6}>
                  {label}
                </text>
              )}
            </g>
          );
        })}
        <LeftAxis scale={y} ticks={rises} format={tickY} x={left} to={width - names} label={yAxis.name} />
        <BottomAxis scale={x} ticks={time?.values ?? x.ticks(count)} format={time ? timeFormat(time.unit) : (xAxis.formatTick ?? formatX)} y={foot} label={time ? undefined : xAxis.name} />
        {guides.map(({ label, points: [from, to] }) => (
          <g key={label} className={styles.guide}>
            <line x1={x(from.x)} y1={y(from.y)} x2={x(to.x)} y2={y(to.y)} />
            <text x={x(to.x)} y={y(to.y) - 6} textAnchor="end">
              {label}
            </text>
          </g>
        ))}
        {level && (
          <g className={styles.level}>
            <line x1={left} x2={width - names} y1={y(level.value)} y2={y(level.value)} />
            <text x={left + 4} y={y(level.value) - 5}>
              {level.label}
            </text>
          </g>
        )}
        {known.map(({ name, points, shape = 'line' }, index) => {
          const drawn = thin(points, width * POINTS_A_PIXEL);
          const end = tail(points);
          return (
            <g key={name} data-series={index % MARKERS}>
              {shape !== 'points' && <path className={styles.line} data-series={index % MARKERS} d={linePath(drawn, x, y)} />}
              {drawn.map(({ x: at, low, high }, place) => low !== undefined && high !== undefined && <line key={place} className={styles.interval} x1={x(at)} x2={x(at)} y1={y(low)} y2={y(high)} />)}
              {shape !== 'line' &&
                drawn.map((point, at) => point.y !== null && Number.isFinite(point.y) && <Marker key={at} x={x(point.x)} y={y(point.y)} kind={index} size={sizeOf(point)} />)}
              {several && (
                <>
                  <Marker x={width - names + 12} y={labels[index]!} kind={index} size={3.5} />
                  <text className={styles.name} x={width - names + 20} y={labels[index]! + 4}>
                    {name}
                  </text>
                </>
              )}
              {!several && shape === 'line' && <Marker x={x(end.x)} y={y(end.y!)} kind={index} size={3} />}
            </g>
          );
        })}
      </>
    ),
  };
}

/** Of the points of a series that are there the rightmost, which its name stands beside. */
function tail(points: readonly LinePoint[]): LinePoint {
  return points.filter(({ y }) => y !== null && Number.isFinite(y)).reduce((last, point) => (point.x >= last.x ? point : last));
}

function sizeOf({ weight }: LinePoint): number {
  return weight === undefined ? 3.5 : 3 + 7 * Math.sqrt(Math.max(0, Math.min(1, weight)));
}

function formatOf({ format, kind }: AxisSpec): (value: number) => string {
  return format ?? (kind === 'time' ? timeFormat('full') : kind === 'share' ? (value) => formatPercent(value, 1) : String);
}

function scaleOf({ kind }: AxisSpec, values: readonly number[], range: readonly [number, number], widen: boolean): Scale {
  if (kind === 'log') return logScale(logDomainOf(values), range);
  if (kind === 'share') return linearScale([0, 1], range);
  const domain = domainOf(extent(values));
  return linearScale(widen ? nice(domain, 4) : domain, range);
}

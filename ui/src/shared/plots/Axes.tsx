import { type Scale } from './scale';
import styles from './Axes.module.css';
import { widthOf } from './geometry';

interface AxisProps {
  scale: Scale;
  ticks: readonly number[];
  format: (value: number) => string;
}

/** Values along the foot, those left out that would run into their neighbour. */
export function BottomAxis({ scale, ticks, format, y, label }: AxisProps & { y: number; label?: string | undefined }) {
  const [from, to] = scale.range;
  const shown = apart(ticks, scale, format);
  return (
    <g className={styles.axis}>
      <line className={styles.foot} x1={from} x2={to} y1={y} y2={y} />
      {shown.map(({ tick, text, x, middle }) => (
        <g key={tick}>
          <line className={styles.tick} x1={x} x2={x} y1={y} y2={y + 4} />
          <text x={middle} y={y + 16} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {label && (
        <text className={styles.name} x={to} y={y + 31} textAnchor="end">
          {label}
        </text>
      )}
    </g>
  );
}

/** Beyond the axis a value may still stand so far. */
const RIGHT_ROOM = 12;
const GAP = 8;

/** The ticks whose texts do not touch, from the left; at an end of the axis a text stays within the picture. */
function apart(ticks: readonly number[], scale: Scale, format: (value: number) => string) {
  const shown: { tick: number; text: string; x: number; middle: number }[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const tick of ticks) {
    const text = format(tick);
    const half = widthOf(text) / 2;
    const middle = Math.max(half, Math.min(scale.range[1] + RIGHT_ROOM - half, scale(tick)));
    if (middle - half < free) continue;
    free = middle + half + GAP;
    shown.push({ tick, text, x: scale(tick), middle });
  }
  return shown;
}

/** Values along the left side, and a hairline across for each. */
export function LeftAxis({ scale, ticks, format, x, to, label }: AxisProps & { x: number; to: number; label?: string | undefined }) {
  return (
    <g className={styles.axis}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={x} x2={to} y1={scale(tick)} y2={scale(tick)} />
          <text x={x - 8} y={scale(tick) + 4} textAnchor="end">
            {format(tick)}
          </text>
        </g>
      ))}
      {label && (
        <text className={styles.name} x={0} y={Math.min(...scale.range) - 10}>
          {label}
        </text>
      )}
    </g>
  );
}

/** How much room the values of a left axis need. */
export function leftRoom(ticks: readonly number[], format: (value: number) => string): number {
  return Math.max(16, ...ticks.map((tick) => widthOf(format(tick)))) + 10;
}

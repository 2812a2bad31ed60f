import styles from './Marker.module.css';

/** As many series can be told apart by form and colour; more than that do not belong into one picture. */
export const MARKERS = 4;

interface MarkerProps {
  x: number;
  y: number;
  /** Which series it belongs to: its form and its colour. */
  kind: number;
  /** Half its width. */
  size: number;
}

/** A point of a series: circle, square, diamond or triangle, so that no colour is needed to tell them apart. */
export function Marker({ x, y, kind, size }: MarkerProps) {
  const form = kind % MARKERS;
  const common = { className: styles.marker, 'data-series': form };
  if (form === 0) return <circle {...common} cx={x} cy={y} r={size} />;
  if (form === 1) return <rect {...common} x={x - size * 0.9} y={y - size * 0.9} width={size * 1.8} height={size * 1.8} />;
  const corners = form === 2 ? [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]] : [[0, -1.2], [1.15, 0.9], [-1.15, 0.9]];
  return <polygon {...common} points={corners.map(([dx, dy]) => `${x + dx! * size},${y + dy! * size}`).join(' ')} />;
}

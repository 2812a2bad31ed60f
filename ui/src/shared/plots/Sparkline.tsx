import { linePath, thin } from './geometry';
import { domainOf, extent, linearScale } from './scale';
import styles from './Sparkline.module.css';

interface SparklineProps {
  /** In order of time; null where there is a gap. */
  values: readonly (number | null)[];
  /** What it shows, read aloud; without it the line is decoration beside the same in words. */
  label?: string;
  width?: number;
  height?: number;
}

const EDGE = 3;

/** How something went, the size of a word. */
export function Sparkline({ values, label, width = 96, height = 24 }: SparklineProps) {
  const points = thin(values.map((value, index) => ({ x: index, y: value })), width * 2);
  const x = linearScale([0, Math.max(1, values.length - 1)], [EDGE, width - EDGE]);
  const y = linearScale(domainOf(extent(values)), [height - EDGE, EDGE]);
  const last = points.findLast((point) => point.y !== null && Number.isFinite(point.y));
  return (
    <svg className={styles.sparkline} width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
      <path d={linePath(points, x, y)} />
      {last && <circle cx={x(last.x)} cy={y(last.y!)} r={2} />}
    </svg>
  );
}

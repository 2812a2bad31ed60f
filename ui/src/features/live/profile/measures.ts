import { formatNumber, formatPercent, t } from '@/shared/i18n';

/** What of a baseline is worth reading, in this order. The rest of what is measured is no property of the wearer. */
export const BASELINE_MEASURES = ['heart_rate', 'rmssd', 'respiration', 'alpha', 'theta', 'beta', 'engagement', 'asymmetry', 'movement'] as const;
export type BaselineMeasure = (typeof BASELINE_MEASURES)[number];

const UNITS: Record<string, 'bpm' | 'ms'> = { heart_rate: 'bpm', resting_heart_rate: 'bpm', rmssd: 'ms', sdnn: 'ms' };
const SHARES = new Set(['delta', 'theta', 'alpha', 'beta', 'gamma']);
/** How many digits behind the point a measure is told with; none for the others. */
const DIGITS: Record<string, number> = { engagement: 2, asymmetry: 2, rmssd_vs_baseline: 1, respiration: 1, movement: 1, lf_hf: 2 };

/** A measure without its unit: "72", "31%", "0.42". */
export function measureNumber(measure: string, value: number): string {
  if (SHARES.has(measure)) return formatPercent(value);
  return formatNumber(value, DIGITS[measure] ?? 0);
}

/** The unit that a measure is told in, where it has one. */
export function measureUnit(measure: string): string {
  const unit = UNITS[measure];
  return unit ? t(`sensing.unit.${unit}`) : '';
}

/** A measure with its unit: "72 bpm". */
export function measureText(measure: string, value: number): string {
  return [measureNumber(measure, value), measureUnit(measure)].filter(Boolean).join(' ');
}

/** A difference with its sign: "+6 ms", "−4 bpm". */
export function changeText(measure: string, value: number): string {
  const size = measureText(measure, Math.abs(value));
  if (measureNumber(measure, Math.abs(value)) === measureNumber(measure, 0)) return size;
  return `${value > 0 ? '+' : '−'}${size}`;
}

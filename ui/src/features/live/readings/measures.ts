import { formatCompact, formatDuration, formatList, formatNumber, t, tDynamic } from '@/shared/i18n';

/** What is read over time, in the order it is shown. */
export const READINGS = [
  'heart_rate', 'stress', 'focus', 'fatigue', 'sleep', 'steps', 'active_minutes', 'rmssd', 'resting_heart_rate', 'respiration', 'sdnn', 'energy', 'distance', 'sleep_deep', 'sleep_rem', 'sleep_awake', 'mindful',
] as const;
export type Reading = (typeof READINGS)[number];

const SUMS = new Set<string>(['steps', 'energy', 'distance', 'active_minutes', 'sleep', 'sleep_deep', 'sleep_rem', 'sleep_awake', 'mindful']);
const DURATIONS = new Set<string>(['active_minutes', 'sleep', 'sleep_deep', 'sleep_rem', 'sleep_awake', 'mindful']);
const UNITS: Record<string, 'bpm' | 'ms' | 'kcal' | 'metres'> = { heart_rate: 'bpm', resting_heart_rate: 'bpm', rmssd: 'ms', sdnn: 'ms', energy: 'kcal', distance: 'metres' };

/** Whether a day's readings add up, rather than being averaged. */
export const addsUp = (measure: string): boolean => SUMS.has(measure);

export const readingName = (measure: string): string => tDynamic(`sensing.measure.${measure}`, measure);

/** What a value is measured in, for an axis: "Heart rate (bpm)". */
export function axisName(measure: string): string {
  if (DURATIONS.has(measure)) return t('readings.hours');
  const unit = UNITS[measure];
  return unit ? t(`sensing.unit.${unit}`) : measure === 'steps' ? readingName('steps') : measure === 'respiration' ? readingName('respiration') : t('readings.outOf100');
}

/** A reading with its unit: "62 bpm", "7 h 5 min", "8,412". */
export function readingText(measure: string, value: number): string {
  if (DURATIONS.has(measure)) return formatDuration(Math.round(value));
  const unit = UNITS[measure];
  return [formatNumber(value, measure === 'respiration' ? 1 : 0), unit && t(`sensing.unit.${unit}`)].filter(Boolean).join(' ');
}

/** How it stands at an axis: hours of what lasts, thousands of steps. */
export function tickText(measure: string, value: number): string {
  if (DURATIONS.has(measure)) return formatNumber(value / 60, 1);
  return Math.abs(value) >= 10_000 ? formatCompact(value) : formatNumber(value, 1);
}

/** Who measured, by the name that samples carry: `apple_health`, `health_connect 3`, `device …`. */
export function sourceText(source: string, names: ReadonlyMap<string | null, string> = new Map()): string {
  const [first = source, ...rest] = source.split(' ');
  if (first !== 'device') return tDynamic(`sensing.source.${first}`, source);
  const devices = rest.join(' ').split(', ');
  return t('readings.device', { device: formatList(devices.map((device) => names.get(device) ?? device)) });
}

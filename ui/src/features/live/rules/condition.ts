import { formatList, formatNumber, t, tDynamic } from '@/shared/i18n';

/** One comparison of a rule's condition. */
export type Comparison = { measure: string; above: number; until?: number } | { measure: string; below: number; until?: number } | { state: string[] };

/** A condition as the editor draws it: comparisons, all of which or any of which must hold. */
export interface Flat {
  join: 'all' | 'any';
  parts: readonly Comparison[];
}

/** What rules may ask about, in the order it is offered. */
export const MEASURES = [
  'stress', 'calm', 'focus', 'fatigue', 'excitement', 'heart_rate', 'rmssd', 'rmssd_vs_baseline', 'respiration', 'engagement', 'alpha', 'theta', 'beta', 'delta', 'gamma', 'asymmetry', 'movement',
  'minutes_since_break', 'minutes_in_call', 'calls_today', 'confidence', 'quality',
] as const;
export const STATES = ['calm', 'focused', 'stressed', 'excited', 'fatigued'] as const;
export const ACTIONS = ['quieter_colours', 'slower_pacing', 'larger_text', 'fewer_notifications', 'reorder_today', 'suggest_break', 'suggest_breathing'] as const;

type Json = Record<string, unknown>;

const isObject = (json: unknown): json is Json => typeof json === 'object' && json !== null && !Array.isArray(json);
const isNumber = (json: unknown) => typeof json === 'number' && Number.isFinite(json);

function comparison(json: unknown): Comparison | null {
  if (!isObject(json)) return null;
  if (Array.isArray(json['state'])) return Object.keys(json).length === 1 ? { state: json['state'].map(String) } : null;
  const one = isNumber(json['above']) !== isNumber(json['below']);
  return typeof json['measure'] === 'string' && one ? (json as Comparison) : null;
}

/** The condition as comparisons in a row; null where it is nested deeper than the editor draws. */
export function flat(condition: unknown): Flat | null {
  if (condition === null || condition === undefined || (isObject(condition) && Object.keys(condition).length === 0)) return { join: 'all', parts: [] };
  const alone = comparison(condition);
  if (alone) return { join: 'all', parts: [alone] };
  for (const join of ['all', 'any'] as const) {
    const inner = isObject(condition) ? condition[join] : undefined;
    if (!Array.isArray(inner)) continue;
    const parts = inner.map(comparison);
    return parts.every((part) => part !== null) ? { join, parts } : null;
  }
  return null;
}

/** The tree that the core takes; null for a condition without comparisons. */
export function tree({ join, parts }: Flat): unknown {
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0] : { [join]: parts };
}

/** A condition in words, whatever its depth. */
export function inWords(condition: unknown): string {
  if (!isObject(condition) || Object.keys(condition).length === 0) return t('rules.always');
  if (Array.isArray(condition['all'])) return formatList(condition['all'].map(inWords));
  if (Array.isArray(condition['any'])) return formatList(condition['any'].map(inWords), 'disjunction');
  if ('not' in condition) return t('rules.not', { condition: inWords(condition['not']) });
  const part = comparison(condition);
  if (!part) return JSON.stringify(condition);
  if ('state' in part) return t('rules.inState', { states: formatList(part.state.map((state) => tDynamic(`option.${state}`, state)), 'disjunction') });
  const measure = tDynamic(`sensing.measure.${part.measure}`, part.measure);
  return 'above' in part ? t('rules.above', { measure, value: formatNumber(part.above) }) : t('rules.below', { measure, value: formatNumber(part.below) });
}

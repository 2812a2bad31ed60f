import type { Estimate } from '../model';

/** Estimates of the same thing by different methods, in the order they came. */
export interface Group {
  key: string;
  estimates: Estimate[];
}

export function groupsOf(estimates: readonly Estimate[]): Group[] {
  const groups = new Map<string, Estimate[]>();
  for (const estimate of estimates) {
    const key = `${estimate.quantity} ${estimate.subject?.id ?? estimate.subject?.label ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), estimate]);
  }
  return [...groups].map(([key, members]) => ({ key, estimates: members }));
}

/** The estimate to go by: the exact one where there is one, else the one with the narrowest interval. */
export function bestOf(estimates: readonly Estimate[]): Estimate {
  return estimates.find(({ method }) => method === 'exact') ?? [...estimates].toSorted((a, b) => a.high - a.low - (b.high - b.low))[0]!;
}

/** Of fewer methods one that stands apart says too much. */
const SEVERAL = 3;

/**
 * Whether methods agree: there is a value in every interval; or in all but one, since one in twenty misses at 95 % and of
 * four methods one now and then does; or in none.
 */
export function agree(estimates: readonly Pick<Estimate, 'low' | 'high'>[]): 'yes' | 'by_chance' | 'no' {
  if (meet(estimates)) return 'yes';
  const without = (index: number) => estimates.filter((_, other) => other !== index);
  return estimates.length >= SEVERAL && estimates.some((_, index) => meet(without(index))) ? 'by_chance' : 'no';
}

function meet(intervals: readonly { low: number; high: number }[]): boolean {
  const [low, high] = [Math.max(...intervals.map((interval) => interval.low)), Math.min(...intervals.map((interval) => interval.high))];
  // An exact answer has an interval of no width: rounding may put its ends a hair apart.
  return low <= high + Math.abs(high) * 1e-9;
}

/** The probability to reach at least a value, read off the bins of a distribution, evenly within each. */
export function chanceOf(bins: readonly { from: number; to: number; probability: number; cumulative: number }[], value: number): number {
  for (const { from, to, probability, cumulative } of bins) {
    if (value <= from) return 1 - (cumulative - probability);
    if (value < to) return 1 - (cumulative - probability) - (probability * (value - from)) / (to - from);
  }
  return 0;
}

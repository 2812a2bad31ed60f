import type { Columns } from './ring';

/** Half the height of a lane, in its unit, that a trace of that unit has at least: still air stays a still line. */
const LEAST: Record<string, number> = { uV: 50, g: 0.05, ms: 50, bpm: 5 };
/** Steps a scale may take: round numbers, so that the eye can compare. */
const ROUND = [1, 2, 5, 10];
/** A scale grows at once and shrinks when the trace has been smaller than this part of it. */
const SHRINK_BELOW = 0.4;

/** What a lane shows: the value in its middle and half its height. */
export interface Scale {
  middle: number;
  half: number;
}

/** The next round number of at least `value`. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (ROUND.find((step) => step * power >= value * (1 - 1e-9)) ?? 10);
}

/** The scale that shows what is in `columns`, close to the one before so that the trace does not jump about. */
export function fit(columns: Columns, unit: string, before: Scale | undefined): Scale {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < columns.low.length; index++) {
    const low = columns.low[index] as number;
    const high = columns.high[index] as number;
    if (low < least) least = low;
    if (high > greatest) greatest = high;
  }
  const floor = LEAST[unit] ?? 1;
  if (least > greatest) return before ?? { middle: 0, half: floor };
  const half = Math.max(floor, roundUp((greatest - least) / 2));
  const middle = (greatest + least) / 2;
  if (!before) return { middle, half };
  const grown = half > before.half || half < before.half * SHRINK_BELOW;
  const kept = grown ? half : before.half;
  const outside = greatest > before.middle + kept || least < before.middle - kept;
  return { middle: outside || grown ? middle : before.middle, half: kept };
}

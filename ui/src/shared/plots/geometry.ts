import type { Scale } from './scale';

export interface Bin {
  from: number;
  to: number;
  /** How likely a value between the two is, 0 to 1. */
  probability: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Pixels with one digit: a picture needs no more. */
function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The outline of a histogram, from its foot to its foot. */
export function stepPath(bins: readonly Bin[], x: Scale, height: (probability: number) => number, foot: number): string {
  if (bins.length === 0) return '';
  const parts = [`M${at(x(bins[0]!.from))} ${at(foot)}`];
  let end = bins[0]!.from;
  for (const { from, to, probability } of bins) {
    // Between bins that do not touch there is nothing.
    if (from > end) parts.push(`V${at(foot)}H${at(x(from))}`);
    parts.push(`V${at(height(probability))}H${at(x(to))}`);
    end = to;
  }
  parts.push(`V${at(foot)}`);
  return parts.join('');
}

/** The part of a histogram between two values: bins cut where they cross. */
export function cutBins(bins: readonly Bin[], low: number, high: number): Bin[] {
  return bins.flatMap(({ from, to, probability }) => {
    const [start, end] = [Math.max(from, low), Math.min(to, high)];
    // The height of a bin stays, whatever is cut off its sides.
    return end > start ? [{ from: start, to: end, probability }] : [];
  });
}

/** Lines through points; a missing value breaks them. */
export function linePath(points: readonly { x: number; y: number | null }[], x: Scale, y: Scale): string {
  let drawing = false;
  const parts: string[] = [];
  for (const point of points) {
    if (point.y === null || !Number.isFinite(point.y) || !Number.isFinite(point.x)) {
      drawing = false;
      continue;
    }
    parts.push(`${drawing ? 'L' : 'M'}${at(x(point.x))} ${at(y(point.y))}`);
    drawing = true;
  }
  return parts.join('');
}

/** The area between a lower and an upper line. */
export function bandPath(points: readonly { x: number; low: number; high: number }[], x: Scale, y: Scale): string {
  const known = points.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  if (known.length < 2) return '';
  const there = known.map((point) => `${at(x(point.x))} ${at(y(point.high))}`);
  const back = known.toReversed().map((point) => `${at(x(point.x))} ${at(y(point.low))}`);
  return `M${[...there, ...back].join('L')}Z`;
}

/**
 * Of a long series as many points as can be told apart: of each stretch the first, the least and the greatest, so that
 * no spike is lost. A gap stays one.
 */
export function thin<P extends { y: number | null }>(points: readonly P[], most: number): P[] {
  if (points.length <= most) return [...points];
  const size = Math.ceil(points.length / Math.max(1, Math.floor(most / 3)));
  const kept = new Set<number>();
  for (let start = 0; start < points.length; start += size) {
    let [least, greatest] = [start, start];
    for (let index = start; index < Math.min(start + size, points.length); index += 1) {
      const y = points[index]!.y;
      if (y === null) kept.add(index);
      else {
        if (y < (points[least]!.y ?? Number.POSITIVE_INFINITY)) least = index;
        if (y > (points[greatest]!.y ?? Number.NEGATIVE_INFINITY)) greatest = index;
      }
    }
    for (const index of [start, least, greatest]) kept.add(index);
  }
  kept.add(points.length - 1);
  return [...kept].toSorted((a, b) => a - b).map((index) => points[index]!);
}

/** Moves labels apart along a line, each as near to where it belongs as the others let it. */
export function spread(wanted: readonly number[], sizes: readonly number[], [low, high]: readonly [number, number], gap = 6): number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let edge = low;
  for (const index of order) {
    placed[index] = Math.max(wanted[index]!, edge + sizes[index]! / 2);
    edge = placed[index]! + sizes[index]! / 2 + gap;
  }
  edge = high;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index]!, edge - sizes[index]! / 2);
    edge = placed[index]! - sizes[index]! / 2 - gap;
  }
  return placed;
}

/** About how wide a label is, in pixels at the size that plots write in. */
export function widthOf(text: string): number {
  return text.length * 6.2 + 2;
}

/** Maps values onto pixels. Its domain is never empty, so that it can always be drawn. */
export interface Scale {
  (value: number): number;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  /** About so many round values within the domain. */
  ticks(count: number): number[];
}

export type Span = readonly [number, number];

/** Beyond this, differences of two values are no longer numbers. */
const LARGEST = 1e300;
/** The least a logarithmic axis starts at, where nothing positive says otherwise. */
const SMALLEST = 1e-300;

/** The least and the greatest of the finite values; null where there is none. */
export function extent(values: Iterable<number | null | undefined>): Span | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}

/** Room to draw in: never empty, never infinite. One value gets some room on both sides. */
export function domainOf(span: Span | null, include: readonly number[] = []): Span {
  const all = extent([...(span ?? []), ...include]);
  if (!all) return [0, 1];
  const [low, high] = [clamp(all[0]), clamp(all[1])];
  if (high > low) return [low, high];
  const room = low === 0 ? 1 : Math.abs(low) * 0.1;
  return [low - room, high + room];
}

/** The domain widened to round values, so that the first and the last tick stand at its ends. */
export function nice(domain: Span, count = 5): Span {
  const step = stepOf(domain, count);
  return [Math.floor(domain[0] / step) * step, Math.ceil(domain[1] / step) * step];
}

export function linearScale(domain: Span, range: Span): Scale {
  const [low, high] = domainOf(domain);
  const factor = (range[1] - range[0]) / (high - low);
  return Object.assign((value: number) => range[0] + (value - low) * factor, {
    domain: [low, high] as const,
    range,
    ticks: (count: number) => linearTicks([low, high], count),
  });
}

/** A scale of orders of magnitude. What is not positive stands at its lower end. */
export function logScale(domain: Span, range: Span): Scale {
  const low = Math.max(SMALLEST, domain[0] > 0 ? domain[0] : SMALLEST);
  const high = domain[1] > low ? domain[1] : low * 10;
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const factor = (range[1] - range[0]) / (to - from);
  return Object.assign((value: number) => range[0] + ((value > 0 ? Math.max(Math.log10(value), from) : from) - from) * factor, {
    domain: [low, high] as const,
    range,
    ticks: (count: number) => logTicks([low, high], count),
  });
}

/** Room for values on a logarithmic axis: whole orders of magnitude around the positive ones. */
export function logDomainOf(values: Iterable<number | null | undefined>): Span {
  const positive = extent([...values].filter((value) => (value ?? 0) > 0));
  if (!positive) return [1, 10];
  const [low, high] = [10 ** Math.floor(Math.log10(positive[0]) + 1e-9), 10 ** Math.ceil(Math.log10(positive[1]) - 1e-9)];
  return high > low ? [low, high] : [low, low * 10];
}

/** About `count` round values (steps of 1, 2 or 5 times a power of ten) within the domain. */
export function linearTicks(domain: Span, count: number): number[] {
  const [low, high] = domainOf(domain);
  const step = stepOf([low, high], count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const digits = Math.min(100, Math.max(0, -Math.floor(Math.log10(step))));
  // Multiplied, not added up: no error grows along the axis.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => roundTo((first + index) * step, digits));
}

/** Powers of ten within the domain; every second or third where there are many. */
export function logTicks([low, high]: Span, count: number): number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((to - from + 1) / Math.max(1, count)));
  const powers: number[] = [];
  for (let power = from; power <= to; power += step) powers.push(Number(`1e${power}`));
  return powers.length > 1 ? powers : linearTicks([low, high], count).filter((tick) => tick > 0);
}

function stepOf([low, high]: Span, count: number): number {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const fraction = rough / power;
  return (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10) * power;
}

function roundTo(value: number, digits: number): number {
  const rounded = Number(value.toFixed(digits));
  return rounded === 0 ? 0 : rounded;
}

function clamp(value: number): number {
  return Math.max(-LARGEST, Math.min(LARGEST, value));
}

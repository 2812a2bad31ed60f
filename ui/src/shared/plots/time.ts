import type { Span } from './scale';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Unit = 'hour' | 'day' | 'month' | 'year';

/** Steps that a calendar knows, and about how long they are. */
const STEPS: readonly { unit: Unit; every: number; ms: number }[] = [
  { unit: 'hour', every: 1, ms: HOUR },
  { unit: 'hour', every: 6, ms: 6 * HOUR },
  { unit: 'day', every: 1, ms: DAY },
  { unit: 'day', every: 7, ms: 7 * DAY },
  { unit: 'day', every: 14, ms: 14 * DAY },
  { unit: 'month', every: 1, ms: 30 * DAY },
  { unit: 'month', every: 3, ms: 91 * DAY },
  { unit: 'month', every: 6, ms: 182 * DAY },
  { unit: 'year', every: 1, ms: 365 * DAY },
  { unit: 'year', every: 5, ms: 5 * 365 * DAY },
  { unit: 'year', every: 20, ms: 20 * 365 * DAY },
];
const MOST = 60;

/** What the ticks of a time axis are apart. */
export interface TimeTicks {
  unit: Unit;
  values: number[];
}

/** About `count` beginnings of hours, days, months or years within a span of milliseconds, in local time. */
export function timeTicks([from, to]: Span, count: number): TimeTicks {
  const wanted = (to - from) / Math.max(1, count);
  const step = STEPS.find(({ ms }) => ms >= wanted) ?? STEPS.at(-1)!;
  const values: number[] = [];
  for (let at = beginning(from, step.unit, step.every); at <= to && values.length < MOST; at = following(at, step.unit, step.every)) {
    if (at >= from) values.push(at);
  }
  return { unit: step.unit, values };
}

function beginning(at: number, unit: Unit, every: number): number {
  const date = new Date(at);
  const [year, month, day, hour] = [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours()];
  if (unit === 'year') return new Date(Math.floor(year / every) * every, 0, 1).getTime();
  if (unit === 'month') return new Date(year, Math.floor(month / every) * every, 1).getTime();
  if (unit === 'day') return new Date(year, month, day).getTime();
  return new Date(year, month, day, Math.floor(hour / every) * every).getTime();
}

/** The calendar's own arithmetic: days of 23 or 25 hours and months of any length come out right. */
function following(at: number, unit: Unit, every: number): number {
  const date = new Date(at);
  if (unit === 'year') date.setFullYear(date.getFullYear() + every);
  else if (unit === 'month') date.setMonth(date.getMonth() + every);
  else if (unit === 'day') date.setDate(date.getDate() + every);
  else date.setTime(at + every * HOUR);
  return date.getTime();
}

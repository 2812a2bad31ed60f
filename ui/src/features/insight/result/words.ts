import { formatCompact, formatDate, formatDigits, formatMoney, formatMoneyCompact, formatNumber, formatPercent, t, tDynamic } from '@/shared/i18n';
import { humanise } from '@/shared/records/kinds';
import type { Driver, Estimate, Method, Note, Subject, Unit } from '../model';

/** How numbers of a unit are written: in full and in short. */
export interface Writing {
  format: (value: number) => string;
  tick: (value: number) => string;
}

/** Below this an amount is told to the cent. */
const SMALL_AMOUNT = 100;
/** Ticks of one axis may differ in their fourth digit. */
const TICK_DIGITS = 4;

export function writing({ unit, currency }: { unit: Unit; currency?: string | null | undefined }): Writing {
  switch (unit) {
    case 'probability':
      return { format: (value) => formatPercent(value, 1), tick: (value) => formatPercent(value, 1) };
    case 'money':
      return {
        // Estimates: cents would pretend to know more than they do.
        // Nothing is never less than nothing.
        format: (value) => formatMoney((Math.abs(value) < SMALL_AMOUNT ? Math.round(value * 100) / 100 : Math.round(value)) || 0, currency),
        tick: (value) => (currency ? formatMoneyCompact(value, currency, TICK_DIGITS) : formatCompact(value)),
      };
    case 'days':
      return { format: (value) => t('insight.days', { count: Math.round(value), number: formatNumber(value, 1) }), tick: (value) => formatNumber(value, 1) };
    case 'per_month':
      return { format: (value) => t('insight.perMonth', { number: formatNumber(value, 2) }), tick: (value) => formatNumber(value, 2) };
    case 'count':
      return { format: (value) => formatNumber(value, 1), tick: (value) => formatCompact(value) };
    case 'ratio':
      return { format: (value) => formatDigits(value, 4), tick: (value) => formatDigits(value, 3) };
  }
}

/** What a quantity is, in the user's words, and what it is about where it is not the whole. */
export function quantityName(code: string, subject?: Subject | null): string {
  const name = tDynamic(`simulation.quantity.${code}`, humanise(code));
  return subject ? t('insight.about', { name, subject: subjectName(subject) }) : name;
}

/** A subject may be a record, whose name it carries, or a code of ours. */
export function subjectName({ label }: Subject): string {
  return tDynamic(`simulation.subject.${label}`, label);
}

const PLURALS: Record<string, string> = { opportunity: 'opportunities', account: 'accounts', contact: 'contacts', feed: 'feeds' };

/** Where the record is seen that a number is about. */
export function addressOf({ kind, id }: Subject): string | undefined {
  const plural = kind && PLURALS[kind];
  return plural && id ? `/${plural}/${id}` : undefined;
}

export function methodName(method: Method): string {
  return t(`simulation.method.${method}`);
}

export function driverName({ code, subject }: Pick<Driver, 'code' | 'subject'>, type?: string | null): string {
  const name = tDynamic(`simulation.driver.${type}.${code}`, tDynamic(`simulation.driver.${code}`, humanise(code)));
  return subject ? t('insight.about', { name, subject: subjectName(subject) }) : name;
}

/** What a method cost, in the coin it pays with. */
export function costOf({ queries, samples }: Pick<Estimate, 'queries' | 'samples'>): string | undefined {
  if (queries !== null) return t('insight.queries', { count: queries, number: formatNumber(queries) });
  if (samples !== null) return t('insight.samples', { count: samples, number: formatNumber(samples) });
  return undefined;
}

export function secondsText(seconds: number): string {
  if (seconds >= 1) return t('insight.seconds', { number: formatNumber(seconds, 1) });
  return t('insight.milliseconds', { number: formatDigits(seconds * 1000, 2) });
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const ROUNDING = 1e-12;
/** Arguments that are shares of a whole. */
const SHARES: ReadonlySet<string> = new Set(['probability', 'repeat', 'share']);

/** A note as a sentence. Its arguments come as numbers, days and names. */
export function noteText({ code, args }: Pick<Note, 'code' | 'args'>): string {
  const words: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(args)) {
    // What is left of calculating with 53 bits is nothing.
    if (typeof value === 'number' && Math.abs(value) < ROUNDING) words[name] = name === 'count' ? 0 : formatDigits(0);
    else if (typeof value === 'number') words[name] = name === 'count' ? value : SHARES.has(name) ? formatPercent(value, 1) : formatDigits(value, 6);
    else if (typeof value === 'string' && DAY.test(value)) words[name] = formatDate(value);
    else words[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  if (typeof args['count'] === 'number') words['number'] = formatNumber(args['count']);
  return tDynamic(`simulation.note.${code}`, humanise(code), words);
}

import { currentLanguage, t } from './language';

const DAY_MS = 86_400_000;
type Format = Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat | Intl.ListFormat | Intl.DisplayNames;

const cache = new Map<string, Format>();

/** Intl objects are slow to make and a grid asks for thousands: one of each, per language. */
function cached<T extends Format>(name: string, make: (locale: string) => T): T {
  const locale = regionOf(currentLanguage() === 'xx' ? 'en' : currentLanguage());
  const key = `${locale} ${name}`;
  let format = cache.get(key) as T | undefined;
  if (!format) {
    format = make(locale);
    cache.set(key, format);
  }
  return format;
}

/** The machine's own region of a language (en-GB, de-AT) decides how days and times are written. */
function regionOf(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}

export function formatNumber(value: number, digits?: number): string {
  return cached(`number ${digits}`, (locale) => new Intl.NumberFormat(locale, digits === undefined ? {} : { maximumFractionDigits: digits })).format(value);
}

export function formatPercent(fraction: number, digits = 0): string {
  return cached(`percent ${digits}`, (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits })).format(fraction);
}

/** A number in short, for axes and summaries: "1.2K". */
export function formatCompact(value: number): string {
  return cached('compact', (locale) => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 })).format(value);
}

/** A number of any size by its leading digits: "0.00123", "27,000", "1.2E-9". */
export function formatDigits(value: number, digits = 3): string {
  const notation = value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9) ? 'scientific' : 'standard';
  return cached(`digits ${digits} ${notation}`, (locale) => new Intl.NumberFormat(locale, { notation, maximumSignificantDigits: digits })).format(value);
}

/** Money comes as a decimal string and is shown in full; whole amounts lose their ".00". */
export function formatMoney(amount: string | number, currency: string | null | undefined): string {
  const whole = Number(amount) % 1 === 0;
  const style = { style: 'currency', currency: currency || 'EUR', currencyDisplay: 'narrowSymbol' } as const;
  const digits = whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  if (!currency) return formatNumber(Number(amount), 2);
  return cached(`money ${currency} ${whole}`, (locale) => new Intl.NumberFormat(locale, { ...style, ...digits })).format(
    // Intl takes decimal strings without rounding them through a binary number.
    amount as Intl.StringNumericLiteral,
  );
}

/** An amount in short: "€1.2M"; with `digits` as many of them as tell it from its neighbours. */
export function formatMoneyCompact(amount: number, currency: string, digits?: number): string {
  const fine = digits === undefined ? { maximumFractionDigits: 1 } : { maximumSignificantDigits: digits };
  return cached(
    `compact ${currency} ${digits}`,
    (locale) => new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact', ...fine }),
  ).format(amount);
}

/** A calendar day ("2027-03-31"): no time zone may move it. */
export function formatDate(value: string | Date): string {
  const date = typeof value === 'string' && value.length === 10 ? new Date(`${value}T12:00:00`) : new Date(value);
  return cached('date', (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })).format(date);
}

/** The day as one says it at its beginning: "Friday, 20 November". */
export function formatLongDate(date: Date): string {
  return cached('long-date', (locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })).format(date);
}

/** A near day without what goes without saying: "12 Dec", and the year only where it is another one. */
export function formatDayMonth(value: string, now = new Date()): string {
  const date = new Date(value.length === 10 ? `${value}T12:00:00` : value);
  if (date.getFullYear() !== now.getFullYear() && Math.abs(date.getTime() - now.getTime()) > 180 * DAY_MS) return formatDate(value);
  return cached('day-month', (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })).format(date);
}

/** A month of a year: "Nov 2026". */
export function formatMonth(value: string | Date): string {
  const date = typeof value === 'string' && value.length === 10 ? new Date(`${value}T12:00:00`) : new Date(value);
  return cached('month', (locale) => new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric' })).format(date);
}

export function formatTime(value: string | Date): string {
  return cached('time', (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })).format(new Date(value));
}

export function formatDateTime(value: string | Date): string {
  return cached('date-time', (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })).format(new Date(value));
}

/** How a person would say it: "today 11:05", "yesterday 17:20", "12 Nov", "3 Nov 2025". */
export function formatRelative(value: string | Date, now = new Date()): string {
  const at = new Date(value);
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
  if (Math.abs(days) <= 1) {
    const day = cached('relative', (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(-days, 'day');
    return `${day} ${formatTime(at)}`;
  }
  if (at.getFullYear() !== now.getFullYear()) return formatDate(at);
  return cached('day-month', (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })).format(at);
}

export function formatDuration(minutes: number): string {
  if (minutes < 60) return t('duration.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  return rest === 0 ? t('duration.hours', { hours }) : t('duration.hoursMinutes', { hours, minutes: rest });
}

export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = units[step]!;
  return cached(`bytes ${unit}`, (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 })).format(bytes / 1000 ** step);
}

export function formatList(parts: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return cached(`list ${type}`, (locale) => new Intl.ListFormat(locale, { type })).format(parts);
}

/** A country by its ISO 3166 code, in the user's language; anything else stays as it is. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return cached('country', (locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })).of(code) ?? code;
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

import type { Output } from '@/api';
import { formatDate, formatNumber, t, tDynamic } from '@/shared/i18n';

export type StoredPart = Output<'privacy.stored'>['parts'][number];

/** What a part is called. Parts that are kinds of records have the kind's own words. */
export function partName({ what }: Pick<StoredPart, 'what'>): string {
  return tDynamic(`sensing.stored.${what}`, tDynamic(`kinds.${what.replace(/s$/, '')}`, what));
}

/** Since when and for how long, as far as there is anything. */
export function partNotes({ since, kept_days: days }: Pick<StoredPart, 'since' | 'kept_days'>): string[] {
  const kept = days === null ? t('privacy.keptUntil') : t('privacy.kept', { count: days, number: formatNumber(days) });
  return since ? [t('privacy.since', { date: formatDate(since) }), kept] : [kept];
}

/** Those with something in them, the fullest first, and those without. */
export function divide(parts: readonly StoredPart[]): { full: StoredPart[]; empty: StoredPart[] } {
  return { full: parts.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count), empty: parts.filter(({ count }) => count === 0) };
}

/** The files and folders all of it lies in, each once. */
export function placesOf(parts: readonly StoredPart[]): string[] {
  return [...new Set(parts.map(({ place }) => place))];
}

import { call } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { toast, toastError } from '@/shared/ui';

interface Taken {
  added: number;
  replaced: number;
  errors_total?: number;
}

/** Asks the feed's server for points, and says what came. */
export async function fetchNow(id: string): Promise<boolean> {
  try {
    tell(await call('feeds.fetch', { id }));
    return true;
  } catch (error) {
    toastError(t('feeds.notFetched'), error);
    return false;
  }
}

/** What became of points that were handed in. */
export function tell(taken: Taken): void {
  toast(takenText(taken));
}

export function takenText({ added, replaced, errors_total: bad = 0 }: Taken): string {
  const parts = [t('feeds.added', { count: added, number: formatNumber(added) })];
  if (replaced > 0) parts.push(t('feeds.replaced', { count: replaced, number: formatNumber(replaced) }));
  if (bad > 0) parts.push(t('feeds.bad', { count: bad, number: formatNumber(bad) }));
  return parts.join(', ');
}

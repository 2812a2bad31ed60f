import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Input, call } from '@/api';
import { t } from '@/shared/i18n';
import { toastError } from '@/shared/ui';
import { refreshMirror } from '../refresh';

/** Beginning and ending a break; a refusal is said where one looks. */
export function useBreakControl() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      start: (about: Input<'breaks.start'>) => run(client, () => call('breaks.start', about), t('break.notStarted')),
      end: () => run(client, () => call('breaks.end', {}), t('break.notEnded')),
    }),
    [client],
  );
}

async function run(client: QueryClient, what: () => Promise<unknown>, failed: string): Promise<void> {
  try {
    await what();
  } catch (error) {
    toastError(failed, error);
  } finally {
    refreshMirror(client);
  }
}

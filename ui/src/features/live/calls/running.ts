import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { type Input, type Output, call, useCall } from '@/api';
import { t } from '@/shared/i18n';
import { toastError } from '@/shared/ui';
import { refreshMirror } from '../refresh';

export type CallState = NonNullable<Output<'calls.now'>['call']>;

/** The call that is on; null outside of calls, undefined until it is known. */
export function useRunningCall(enabled = true): CallState | null | undefined {
  return useCall('calls.now', {}, { enabled }).data?.call;
}

let ended: CallState | null = null;
const listeners = new Set<() => void>();

function remember(over: CallState | null): void {
  ended = over;
  for (const listener of listeners) listener();
}

/** The call that ended a moment ago, until its wearer has put it away. */
export function useEndedCall(): CallState | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ended,
  );
}

/** What can be done about the call that is on. A refusal is said where one looks. */
export function useCallControl() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      async start(about: Input<'calls.start'>): Promise<boolean> {
        try {
          tell(client, await call('calls.start', about));
          remember(null);
          return true;
        } catch (error) {
          toastError(t('calls.notStarted'), error);
          return false;
        }
      },
      async end(): Promise<void> {
        try {
          const over = await call('calls.end', {});
          tell(client, null);
          remember(over);
        } catch (error) {
          toastError(t('calls.notEnded'), error);
        }
      },
      putAway: () => remember(null),
    }),
    [client],
  );
}

/** What was answered is shown at once; everything else of the mirror is asked anew. */
function tell(client: QueryClient, running: CallState | null): void {
  client.setQueryData(['calls.now', {}], { call: running });
  refreshMirror(client);
}

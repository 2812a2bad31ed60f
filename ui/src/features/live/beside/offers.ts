import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Output, call, useCall } from '@/api';
import { t } from '@/shared/i18n';
import { toast, toastError } from '@/shared/ui';
import { refreshMirror } from '../refresh';

export type Suggestion = Output<'suggestions.list'>['items'][number];
export type Script = Pick<Output<'scripts.get'>['record'], 'id' | 'title' | 'body' | 'situation'>;
export type Situation = NonNullable<Script['situation']>;

/** For so long a suggestion is of now. */
const FRESH_MS = 10 * 60_000;
const LOOKED_AT = 5;

/** The newest suggestion that nobody has answered and that is still of now; scripts only in the call they are for. */
export function useOffer(running: string | null): Suggestion | undefined {
  const open = useCall('suggestions.list', { filter: { field: 'answer', op: 'eq', value: 'open' }, ordering: ['-suggested_at'], limit: LOOKED_AT }, { keep: true });
  const now = open.dataUpdatedAt;
  return open.data?.items.find((one) => {
    const fresh = one.suggested_at !== null && now - Date.parse(one.suggested_at) < FRESH_MS;
    return fresh && (one.what === 'script' ? one.call === running && running !== null : true);
  });
}

/** What can be done with a suggestion. A refusal is said, and answers false. */
export function useAnswers() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      take: (id: string) => answer(client, () => call('suggestions.answer', { id, answer: 'taken' })),
      dismiss: (id: string) => answer(client, () => call('suggestions.answer', { id, answer: 'dismissed' })),
      /** Begins the break that was suggested, which counts as taking it. */
      rest: (id: string) => answer(client, () => call('breaks.start', { suggestion: id })),
      async never(id: string, situation: Situation, name: string): Promise<void> {
        const mute = (muted: boolean) => answer(client, () => call('calls.mute', { situation, muted }));
        await answer(client, () => call('suggestions.answer', { id, answer: 'dismissed' }));
        if (await mute(true)) toast(t('offer.muted', { situation: name }), { action: { label: t('ui.undo'), run: () => void mute(false) } });
      },
    }),
    [client],
  );
}

async function answer(client: QueryClient, run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    toastError(t('offer.notAnswered'), error);
    return false;
  } finally {
    refreshMirror(client);
  }
}

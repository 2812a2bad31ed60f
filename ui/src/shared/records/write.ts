import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Kind, type RecordData, type StepResult, type Target, callByName } from '@/api';
import { t } from '../i18n';
import { toast, toastError } from '../ui';
import { insist } from './conflict';
import { inSentence, kindLabel, kindsLabel } from './kinds';
import type { Seen } from './revisions';
import { undoOf } from './steps';

type Fields = Record<string, unknown>;

/** What is done to many records: fields set anew, values added to lists, values taken out of them. */
export interface BulkChange {
  set?: Fields;
  add?: Fields;
  remove?: Fields;
}
type Patch = (ids: ReadonlySet<string> | null, set: Fields) => () => void;

const holders = new Map<string, Set<Patch>>();

/** Whoever keeps rows outside the query cache (the grid) takes optimistic patches here. */
export function holdRows(kind: string, patch: Patch): () => void {
  const set = holders.get(kind) ?? new Set();
  holders.set(kind, set.add(patch));
  return () => set.delete(patch);
}

/** Paints a change everywhere before the core has answered; the returned function takes it back. */
function paint(client: QueryClient, kind: Kind, id: string, set: Fields): () => void {
  const before = client.getQueriesData<unknown>({ predicate: ({ queryKey }) => queryKey[0] === `${kind.plural}.get` && (queryKey[1] as Fields)['id'] === id });
  for (const [key, data] of before) {
    const answer = data as { record: RecordData } | undefined;
    if (answer) client.setQueryData(key, { ...answer, record: { ...answer.record, ...set } });
  }
  const undo = [...(holders.get(kind.name) ?? [])].map((patch) => patch(new Set([id]), set));
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
    for (const back of undo) back();
  };
}

/** What can be done to records of a kind: painted at once, rolled back with a reason when refused. */
export function useWrites(kind: Kind) {
  const client = useQueryClient();
  return useMemo(
    () => ({
      /**
       * Sets fields of one record as it was seen; `null` when someone else's values were taken instead. Throws the
       * `ApiError` after rolling back: the caller shows it beside the field.
       */
      async update(seen: Seen, set: Fields): Promise<RecordData | null> {
        const rollBack = paint(client, kind, seen.id, set);
        try {
          const written = await insist(kind.name, seen, set, (revision) => callByName<RecordData>(`${kind.plural}.update`, { id: seen.id, if_match: revision, ...set }));
          if (!written) {
            rollBack();
            void client.invalidateQueries({ queryKey: [`${kind.plural}.get`, { id: seen.id }] });
          }
          return written;
        } catch (error) {
          rollBack();
          throw error;
        }
      },

      /** One step, undone as one. */
      async updateMany(target: Target, change: BulkChange): Promise<boolean> {
        return bulk(kind, 'record.bulkUpdated', () => callByName<StepResult>(`${kind.plural}.bulk_update`, { target, ...change }));
      },

      /** Into the trash; undo brings them back, so nobody is asked first. */
      async removeMany(target: Target): Promise<boolean> {
        return bulk(kind, 'record.bulkDeleted', () => callByName<StepResult>(`${kind.plural}.bulk_delete`, { target }));
      },

      async remove(id: string, name: string): Promise<boolean> {
        try {
          const { step } = await callByName<StepResult>(`${kind.plural}.delete`, { id });
          toast(t('record.deleted', { name }), { action: undoOf(step) });
          return true;
        } catch (error) {
          toastError(t('record.notDeleted', { kind: kindLabel(kind.name) }), error);
          return false;
        }
      },
    }),
    [client, kind],
  );
}

async function bulk(kind: Kind, done: 'record.bulkUpdated' | 'record.bulkDeleted', run: () => Promise<StepResult>): Promise<boolean> {
  try {
    const { changed, step } = await run();
    const kinds = inSentence(changed === 1 ? kindLabel(kind.name) : kindsLabel(kind.name));
    toast(t(done, { count: changed, kinds }), { action: undoOf(step) });
    return true;
  } catch (error) {
    toastError(t('record.bulkFailed', { kinds: kindsLabel(kind.name) }), error);
    return false;
  }
}

import { useSyncExternalStore } from 'react';
import { ApiError, type FieldProblem } from '@/api';
import { type Seen, follow, inTurn, newestOfOurs } from './revisions';

/** What the user decides when someone else wrote the same field meanwhile. */
export type Decision = 'mine' | 'theirs';

export interface Conflict {
  kind: string;
  id: string;
  fields: readonly FieldProblem[];
  decide: (decision: Decision) => void;
}

type Fields = Record<string, unknown>;

/** Others may write as fast as we do: after so many times the refusal is the answer. */
const TRIES = 5;

let open: Conflict | null = null;
const waiting: Conflict[] = [];
const listeners = new Set<() => void>();

/**
 * Sends an edit of a record as it was seen. Where someone else wrote other fields meanwhile, both edits stand. Where
 * they wrote the same one, the user sees both values and decides; `null` means that theirs was taken.
 */
export function insist<T extends Seen>(kind: string, seen: Seen, set: Fields, send: (revision: string) => Promise<T>): Promise<T | null> {
  return inTurn(seen.id, async () => {
    let revision = newestOfOurs(seen.revision);
    for (let turn = 1; ; turn += 1) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- each try answers what the one before was told
        const written = await send(revision);
        follow(revision, written.revision);
        return written;
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'conflict' || !error.revision || turn === TRIES) throw error;
        const clashing = error.fields.filter((problem) => clashes(problem, set));
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (clashing.length > 0 && (await ask(kind, seen.id, clashing)) === 'theirs') return null;
        revision = error.revision;
      }
    }
  });
}

/** Whether keeping ours would take away what they wrote. */
function clashes({ field, theirs, yours }: FieldProblem, set: Fields): boolean {
  if (field === 'deleted_at') return theirs !== null;
  return field in set && JSON.stringify(theirs ?? null) !== JSON.stringify(yours ?? null);
}

function ask(kind: string, id: string, fields: readonly FieldProblem[]): Promise<Decision> {
  return new Promise((decided) => {
    const conflict: Conflict = {
      kind,
      id,
      fields,
      decide: (decision) => {
        show(waiting.shift() ?? null);
        decided(decision);
      },
    };
    if (open) waiting.push(conflict);
    else show(conflict);
  });
}

function show(next: Conflict | null): void {
  open = next;
  for (const listener of listeners) listener();
}

export function useConflict(): Conflict | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}

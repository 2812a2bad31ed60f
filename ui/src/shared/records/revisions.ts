import type { RecordData } from '@/api';

/** A record as it was seen when an edit of it began. */
export type Seen = Pick<RecordData, 'id' | 'revision'>;

const REMEMBERED = 200;
const turns = new Map<string, Promise<unknown>>();
const followed = new Map<string, string>();

/** Edits of one record go out one after the other: each has to know what the one before made of it. */
export function inTurn<T>(id: string, run: () => Promise<T>): Promise<T> {
  const turn = (turns.get(id) ?? Promise.resolve()).then(run, run);
  turns.set(id, turn);
  const leave = () => {
    if (turns.get(id) === turn) turns.delete(id);
  };
  turn.then(leave, leave);
  return turn;
}

/** Remembers that an edit of ours turned one revision into the next: what we wrote ourselves is nobody else's change. */
export function follow(before: string, after: string): void {
  if (before === after) return;
  followed.set(before, after);
  const oldest = followed.keys().next().value;
  if (followed.size > REMEMBERED && oldest !== undefined) followed.delete(oldest);
}

/** The revision that our own edits have made of the one that was seen. */
export function newestOfOurs(seen: string): string {
  let revision = seen;
  for (let next = followed.get(revision); next !== undefined; next = followed.get(revision)) revision = next;
  return revision;
}

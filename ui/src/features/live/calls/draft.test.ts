import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Draft, type DraftState } from './draft';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A place to keep texts whose saves are answered by hand. */
function keeper(kept = '') {
  const saves: { text: string; done: () => void; fail: (why: Error) => void }[] = [];
  const states: DraftState['phase'][] = [];
  const draft = new Draft(kept, (text) => new Promise<void>((done, fail) => saves.push({ text, done, fail })), ({ phase }) => states.push(phase));
  return { draft, saves, states };
}

it('saves once nothing is typed for a moment', async () => {
  const { draft, saves, states } = keeper();
  draft.write('a');
  await vi.advanceTimersByTimeAsync(500);
  draft.write('ab');
  await vi.advanceTimersByTimeAsync(500);
  expect(saves).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(300);
  expect(saves.map(({ text }) => text)).toEqual(['ab']);
  saves[0]!.done();
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.dirty).toBe(false);
  expect(states).toEqual(['waiting', 'waiting', 'saving', 'saved']);
});

it('sends the newest text last, one after the other', async () => {
  const { draft, saves } = keeper();
  draft.write('one');
  const first = draft.flush();
  draft.write('two');
  const second = draft.flush();
  expect(saves.map(({ text }) => text)).toEqual(['one']);
  saves[0]!.done();
  await first;
  await vi.advanceTimersByTimeAsync(0);
  expect(saves.map(({ text }) => text)).toEqual(['one', 'two']);
  saves[1]!.done();
  await second;
  expect(draft.dirty).toBe(false);
});

it('keeps what could not be saved for the next try', async () => {
  const { draft, saves, states } = keeper();
  draft.write('precious');
  const failed = draft.flush();
  saves[0]!.fail(new Error('gone'));
  await failed;
  expect([draft.dirty, states.at(-1)]).toEqual([true, 'failed']);
  const again = draft.flush();
  expect(saves[1]!.text).toBe('precious');
  saves[1]!.done();
  await again;
  expect([draft.dirty, states.at(-1)]).toEqual([false, 'saved']);
});

it('takes what was written elsewhere only while nothing is written here', () => {
  const { draft } = keeper('old');
  expect(draft.adopt('new')).toBe(true);
  draft.write('mine');
  expect(draft.adopt('theirs')).toBe(false);
  expect(draft.dirty).toBe(true);
});

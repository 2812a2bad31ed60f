import { describe, expect, it } from 'vitest';
import { Strip } from './strip';

const T = 1_795_168_800_000;
const chunk = (channel: string, start: number, count: number, step = 10) => ({ channel, unit: 'uV', start, step, values: Array.from({ length: count }, () => 1) });

describe('a strip of traces', () => {
  it('has a lane for each channel, in the order of their coming', () => {
    const strip = new Strip(5);
    for (const channel of ['TP9', 'AF7', 'TP9']) strip.add(chunk(channel, T, 3));
    expect(strip.lanes.map((lane) => lane.channel)).toEqual(['TP9', 'AF7']);
  });

  it('starts a lane afresh when its rate changes', () => {
    const strip = new Strip(5);
    strip.add(chunk('TP9', T, 3));
    strip.add(chunk('TP9', T + 30, 3, 4));
    expect(strip.lanes.map((lane) => lane.ring.step)).toEqual([4]);
  });

  it('runs evenly with the clock, a little behind it', () => {
    const strip = new Strip(5);
    strip.add(chunk('TP9', T, 10));
    expect(strip.right(T + 100)).toBe(T + 20);
    expect(strip.right(T + 116)).toBe(T + 36);
  });

  it('stands still when nothing comes any more', () => {
    const strip = new Strip(5);
    strip.add(chunk('TP9', T, 10));
    expect(strip.right(T + 60_000)).toBe(T + 90 + 1500);
  });

  it('does not step back for a packet more or less', () => {
    const strip = new Strip(5);
    strip.add(chunk('TP9', T, 10));
    strip.right(T + 100);
    expect(strip.right(T + 90)).toBe(T + 20);
  });

  it('follows samples whose clock is ahead of ours, and goes back with them', () => {
    const strip = new Strip(5);
    strip.add(chunk('TP9', T + 3_600_000, 10));
    expect(strip.right(T)).toBe(T + 3_600_090);
    strip.clear();
    strip.add(chunk('TP9', T, 10));
    expect(strip.right(T + 80)).toBe(T);
  });

  it('keeps a bounded number of marks', () => {
    const strip = new Strip(5);
    for (let at = 0; at < 500; at++) strip.mark({ at, label: 'x' });
    expect(strip.marks.length).toBe(200);
    expect(strip.marks[0]?.at).toBe(300);
  });
});

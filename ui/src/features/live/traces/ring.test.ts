import { describe, expect, it } from 'vitest';
import { type Columns, Ring } from './ring';

const T = 1_795_168_800_000;

function columns(ring: Ring, from: number, to: number, count: number): Columns {
  const into = { low: new Float32Array(count), high: new Float32Array(count) };
  ring.columns(from, to, into);
  return into;
}

const list = (values: Float32Array) => [...values];

describe('a ring of samples', () => {
  it('shows each sample in its column', () => {
    const ring = new Ring(10, 1);
    ring.append(T, [1, 2, 3, 4]);
    expect(list(columns(ring, T, T + 40, 4).low)).toEqual([1, 2, 3, 4]);
    expect(ring.newest).toBe(T + 30);
  });

  it('keeps the least and the greatest of a column with many samples', () => {
    const ring = new Ring(1, 1);
    ring.append(T, [0, 9, -3, 4, 5, 6]);
    const shown = columns(ring, T, T + 6, 2);
    expect(list(shown.low)).toEqual([-3, 4]);
    expect(list(shown.high)).toEqual([9, 6]);
  });

  it('draws a line where samples are sparser than columns', () => {
    const ring = new Ring(100, 10);
    ring.append(T, [0, 4]);
    const shown = columns(ring, T, T + 200, 8);
    expect(list(shown.low).slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
    expect(shown.low[6]).toBeNaN();
  });

  it('leaves a hole where packets were lost, said or unsaid', () => {
    const ring = new Ring(10, 1);
    ring.append(T, [1, null, 3]);
    ring.append(T + 60, [7]);
    const { low } = columns(ring, T, T + 70, 7);
    expect(list(low)).toEqual([1, Number.NaN, 3, Number.NaN, Number.NaN, Number.NaN, 7]);
  });

  it('takes small wander of time stamps for none', () => {
    const ring = new Ring(10, 1);
    ring.append(T, [1, 2]);
    ring.append(T + 27, [3, 4]);
    expect(list(columns(ring, T, T + 40, 4).low)).toEqual([1, 2, 3, 4]);
  });

  it('puts what comes late into its place', () => {
    const ring = new Ring(10, 1);
    ring.append(T, [1, 2]);
    ring.append(T + 60, [7]);
    ring.append(T + 40, [5]);
    expect(list(columns(ring, T, T + 70, 7).low)).toEqual([1, 2, Number.NaN, Number.NaN, 5, Number.NaN, 7]);
  });

  it('forgets what is older than it holds', () => {
    const ring = new Ring(10, 0.05);
    ring.append(T, [1, 2, 3, 4, 5, 6, 7]);
    expect(list(columns(ring, T, T + 70, 7).low)).toEqual([Number.NaN, Number.NaN, 3, 4, 5, 6, 7]);
  });

  it('starts afresh when the clock is set back, and never shows the old behind the new', () => {
    const ring = new Ring(10, 0.05);
    ring.append(T, [1, 2, 3]);
    ring.append(T - 3_600_000, [8, 9]);
    expect(ring.newest).toBe(T - 3_600_000 + 10);
    expect(list(columns(ring, T, T + 30, 3).low)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('shows nothing before the first sample and for an empty stretch', () => {
    const ring = new Ring(10, 1);
    expect(columns(ring, T, T + 10, 1).low[0]).toBeNaN();
    ring.append(T, []);
    expect(ring.newest).toBeNaN();
    ring.append(T, [1]);
    expect(columns(ring, T, T, 1).low[0]).toBeNaN();
  });
});

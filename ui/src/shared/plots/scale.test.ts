import { describe, expect, it } from 'vitest';
import { domainOf, extent, linearScale, linearTicks, logDomainOf, logScale, logTicks, nice } from './scale';
import { timeTicks } from './time';

describe('the room that values need', () => {
  it('looks past what is no number', () => {
    expect(extent([3, Number.NaN, null, -1, undefined, Number.POSITIVE_INFINITY])).toEqual([-1, 3]);
    expect(extent([])).toBeNull();
    expect(extent([Number.NaN])).toBeNull();
  });

  it('is never empty', () => {
    expect(domainOf(null)).toEqual([0, 1]);
    expect(domainOf([5, 5])).toEqual([4.5, 5.5]);
    expect(domainOf([0, 0])).toEqual([-1, 1]);
    expect(domainOf([2, 8], [0, Number.NaN])).toEqual([0, 8]);
  });

  it('stays finite for the greatest numbers', () => {
    const [low, high] = domainOf([-Number.MAX_VALUE, Number.MAX_VALUE]);
    expect(Number.isFinite(high - low)).toBe(true);
    expect(linearTicks([low, high], 5).every((tick) => Number.isFinite(tick))).toBe(true);
  });

  it('is widened to round values', () => {
    expect(nice([3, 97], 5)).toEqual([0, 100]);
    expect(nice([-3, 1.2], 4)).toEqual([-4, 2]);
  });
});

describe('ticks', () => {
  it.each([
    [[0, 100], 5, [0, 20, 40, 60, 80, 100]],
    [[0, 1], 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [[412_000, 596_000], 4, [450_000, 500_000, 550_000]],
    [[-0.3, 0.3], 3, [-0.2, 0, 0.2]],
    [[1e-9, 3e-9], 2, [1e-9, 2e-9, 3e-9]],
    [[7, 7], 2, [7]],
  ] as const)('of %j are round, about %i of them', (domain, count, expected) => {
    expect(linearTicks(domain, count)).toEqual(expected);
  });

  it('never come as a flood', () => {
    for (const [low, high] of [[0, 1e-12], [1e12, 1e12 + 3], [-1e300, 1e300], [0, 7]] as const) {
      const ticks = linearTicks([low, high], 6);
      expect(ticks.length).toBeLessThanOrEqual(13);
      expect(ticks.length).toBeGreaterThan(0);
    }
  });

  it('of orders of magnitude are powers of ten, thinned out where there are many', () => {
    expect(logTicks([1e-4, 1], 6)).toEqual([0.0001, 0.001, 0.01, 0.1, 1]);
    expect(logTicks([1, 1e12], 4)).toEqual([1, 1e4, 1e8, 1e12]);
    expect(logTicks([2, 5], 3)).toEqual([2, 3, 4, 5]);
  });
});

describe('a linear scale', () => {
  it('puts the ends of its domain at the ends of its range', () => {
    const scale = linearScale([10, 20], [0, 300]);
    expect([scale(10), scale(15), scale(20)]).toEqual([0, 150, 300]);
  });

  it('may run downwards, as an upright axis does', () => {
    const scale = linearScale([0, 4], [200, 0]);
    expect([scale(0), scale(1), scale(4)]).toEqual([200, 150, 0]);
  });

  it('draws one value in the middle', () => {
    expect(linearScale([5, 5], [0, 100])(5)).toBe(50);
  });
});

describe('a logarithmic scale', () => {
  it('gives each order of magnitude the same room', () => {
    const scale = logScale([1, 1000], [0, 300]);
    expect([scale(1), scale(10), scale(1000)].map(Math.round)).toEqual([0, 100, 300]);
  });

  it('leaves what is not positive at its lower end', () => {
    const scale = logScale([1, 100], [0, 200]);
    expect([scale(0), scale(-4), scale(0.01)]).toEqual([0, 0, 0]);
  });

  it('takes whole orders around its values', () => {
    expect(logDomainOf([0.003, 0.4, null, 0, -1])).toEqual([0.001, 1]);
    expect(logDomainOf([])).toEqual([1, 10]);
    expect(logDomainOf([100])).toEqual([100, 1000]);
  });
});

describe('ticks of time', () => {
  it('stand at the beginnings of months', () => {
    const { unit, values } = timeTicks([days('2026-11-20'), days('2027-05-02')], 6);
    expect(unit).toBe('month');
    expect(values.map((value) => new Date(value).getDate())).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('go over a change of the clock', () => {
    const { unit, values } = timeTicks([days('2026-03-27'), days('2026-03-31')], 5);
    expect(unit).toBe('day');
    expect(values.map((value) => new Date(value).getHours())).toEqual([0, 0, 0, 0, 0]);
  });

  it('are few, also over centuries', () => {
    expect(timeTicks([days('1900-01-01'), days('2900-01-01')], 5).values.length).toBeLessThanOrEqual(60);
  });
});

function days(text: string): number {
  return new Date(`${text}T00:00:00`).getTime();
}

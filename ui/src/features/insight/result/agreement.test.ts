import { describe, expect, it } from 'vitest';
import type { Estimate } from '../model';
import { agree, bestOf, chanceOf, groupsOf } from './agreement';

const estimate = (part: Partial<Estimate>): Estimate => ({
  quantity: 'mean', subject: null, method: 'monte_carlo', value: 5, low: 4, high: 6, confidence: 0.95, unit: 'money', currency: 'EUR', queries: null, samples: 1000, seconds: 0.1, ...part,
});

describe('estimates by several methods', () => {
  it('stand together by what they are of', () => {
    const groups = groupsOf([estimate({}), estimate({ quantity: 'p10' }), estimate({ method: 'exact' }), estimate({ subject: { kind: null, id: null, label: 'USD' } })]);
    expect(groups.map(({ estimates }) => estimates.length)).toEqual([2, 1, 1]);
  });

  it('are led by the exact one, else by the surest', () => {
    expect(bestOf([estimate({}), estimate({ method: 'exact', low: 0, high: 9 })]).method).toBe('exact');
    expect(bestOf([estimate({}), estimate({ value: 7, low: 6.9, high: 7.1 })]).value).toBe(7);
  });

  it('agree where one value lies in all intervals', () => {
    expect(agree([{ low: 1, high: 3 }, { low: 2, high: 4 }, { low: 2.5, high: 2.5 }])).toBe('yes');
    expect(agree([{ low: 0.1 + 0.2, high: 0.1 + 0.2 }, { low: 0.3, high: 0.3 }])).toBe('yes');
  });

  it('are not called at odds where an interval misses as often as it may', () => {
    expect(agree([{ low: 1, high: 2 }, { low: 1.5, high: 1.5 }, { low: 5, high: 6 }])).toBe('by_chance');
    expect(agree([{ low: 1, high: 2 }, { low: 3, high: 4 }, { low: 5, high: 6 }])).toBe('no');
    expect(agree([{ low: 1, high: 2 }, { low: 3, high: 4 }])).toBe('no');
  });
});

describe('the chance to reach a value', () => {
  const bins = [{ from: 0, to: 10, probability: 0.25, cumulative: 0.25 }, { from: 10, to: 20, probability: 0.75, cumulative: 1 }];

  it('falls from one to nothing, evenly within a bin', () => {
    expect([-5, 0, 10, 15, 20, 99].map((value) => chanceOf(bins, value))).toEqual([1, 1, 0.75, 0.375, 0, 0]);
    expect(chanceOf([], 3)).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { bandPath, cutBins, linePath, spread, stepPath, thin } from './geometry';
import { linearScale } from './scale';

const x = linearScale([0, 10], [0, 100]);
const y = linearScale([0, 1], [50, 0]);
const bins = [
  { from: 0, to: 2, probability: 0.4 },
  { from: 2, to: 4, probability: 0.6 },
];

describe('the outline of a histogram', () => {
  it('goes up and down along its bins', () => {
    expect(stepPath(bins, x, y, 50)).toBe('M0 50V30H20V20H40V50');
  });

  it('comes down where there is nothing', () => {
    expect(stepPath([bins[0]!, { from: 5, to: 6, probability: 1 }], x, y, 50)).toBe('M0 50V30H20V50H50V0H60V50');
  });

  it('is nothing without bins', () => {
    expect(stepPath([], x, y, 50)).toBe('');
  });

  it('can be cut at a value', () => {
    expect(cutBins(bins, 3, Number.POSITIVE_INFINITY)).toEqual([{ from: 3, to: 4, probability: 0.6 }]);
    expect(cutBins(bins, 9, 12)).toEqual([]);
  });
});

describe('a line', () => {
  it('breaks where a value is missing or none', () => {
    const points = [{ x: 0, y: 0 }, { x: 1, y: 1 }, { x: 2, y: null }, { x: 3, y: 0.5 }, { x: 4, y: Number.NaN }, { x: 5, y: 0 }];
    expect(linePath(points, x, y)).toBe('M0 50L10 0M30 25M50 50');
  });

  it('has a band only between two points', () => {
    expect(bandPath([{ x: 0, low: 0, high: 1 }], x, y)).toBe('');
    expect(bandPath([{ x: 0, low: 0, high: 1 }, { x: 10, low: 0.5, high: 1 }], x, y)).toBe('M0 0L100 0L100 25L0 50Z');
  });

  it('is thinned without losing a spike, a gap or its end', () => {
    const points = Array.from({ length: 10_000 }, (_, index) => ({ x: index, y: index === 4321 ? 99 : index === 777 ? null : Math.sin(index / 50) }));
    const kept = thin(points, 300);
    expect(kept.length).toBeLessThan(400);
    expect(kept.some((point) => point.y === 99)).toBe(true);
    expect(kept.some((point) => point.y === null)).toBe(true);
    expect(kept.at(-1)).toBe(points.at(-1));
    expect(thin(points.slice(0, 5), 300)).toHaveLength(5);
  });
});

describe('labels beside one another', () => {
  it('move apart and stay inside', () => {
    const placed = spread([50, 52, 98], [20, 20, 20], [0, 100]);
    expect(placed[1]! - placed[0]!).toBeGreaterThanOrEqual(26);
    expect(placed[2]!).toBe(90);
    expect(placed[2]! - placed[1]!).toBeGreaterThanOrEqual(26);
  });

  it('stay where they are when there is room', () => {
    expect(spread([20, 60], [10, 10], [0, 100])).toEqual([20, 60]);
  });
});

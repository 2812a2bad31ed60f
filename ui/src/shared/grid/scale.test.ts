import { describe, expect, it } from 'vitest';
import { MAX_HEIGHT, ScrollScale } from './scale';

const ROW = 36;
const MILLION = 1_000_000 * ROW;

function million(): ScrollScale {
  const scale = new ScrollScale();
  scale.resize(MILLION, 800);
  return scale;
}

describe('a content larger than any element may be', () => {
  it('keeps the element below the cap', () => {
    expect(million().height).toBe(MAX_HEIGHT);
  });

  it('moves pixel for pixel on the wheel', () => {
    const scale = million();
    expect(scale.scrolled(100)).toBe(100);
    expect(scale.scrolled(172)).toBe(172);
    expect(scale.scrolled(136)).toBe(136);
  });

  it('reaches the last row when the thumb is at the end', () => {
    expect(million().scrolled(MAX_HEIGHT - 800)).toBe(MILLION - 800);
  });

  it('lands in proportion when the thumb is dragged', () => {
    const scale = million();
    expect(scale.scrolled((MAX_HEIGHT - 800) / 2)).toBeCloseTo((MILLION - 800) / 2, 0);
  });

  it('comes back to the first row', () => {
    const scale = million();
    scale.scrolled(5_000_000);
    expect(scale.scrolled(0)).toBe(0);
  });

  it('can reach every row by going to it', () => {
    const scale = million();
    for (const row of [0, 1, 499_999, 838_870, 999_977]) {
      const top = scale.goTo(row * ROW);
      expect(scale.position).toBe(row * ROW);
      // The scroll event that setting scrollTop causes must not move us.
      expect(scale.scrolled(top)).toBe(row * ROW);
    }
  });

  it('mends its drift when settled, without moving', () => {
    const scale = million();
    for (let top = 0; top <= 50_000; top += 100) scale.scrolled(top);
    const before = scale.position;
    const top = scale.settled();
    expect(top).toBeLessThan(50_000);
    expect(scale.scrolled(top)).toBe(before);
  });
});

describe('a content that fits', () => {
  it('is not scaled', () => {
    const scale = new ScrollScale();
    scale.resize(50_000, 800);
    expect(scale.height).toBe(50_000);
    expect(scale.scrolled(12_345)).toBe(12_345);
    expect(scale.scrolled(49_200)).toBe(49_200);
  });
});

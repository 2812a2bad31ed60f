import { describe, expect, it } from 'vitest';
import { fit, roundUp } from './scale';

const columns = (...values: number[]) => ({ low: Float32Array.from(values), high: Float32Array.from(values) });

describe('the scale of a trace', () => {
  it('is a round number', () => {
    expect([0.3, 1, 1.01, 4, 60, 101].map(roundUp)).toEqual([0.5, 1, 2, 5, 100, 200]);
    expect(roundUp(0)).toBe(1);
    expect(roundUp(Number.NaN)).toBe(1);
  });

  it('does not blow up still air', () => {
    expect(fit(columns(0.1, -0.1), 'uV', undefined).half).toBe(50);
  });

  it('grows at once and shrinks only when the trace has become much smaller', () => {
    const wide = fit(columns(-150, 150), 'uV', undefined);
    expect(wide.half).toBe(200);
    expect(fit(columns(-99, 99), 'uV', wide)).toEqual(wide);
    expect(fit(columns(-40, 40), 'uV', wide).half).toBe(50);
  });

  it('moves its middle only when the trace would leave the lane', () => {
    const before = { middle: 0, half: 100 };
    expect(fit(columns(-10, 90), 'uV', before).middle).toBe(0);
    expect(fit(columns(60, 140), 'uV', before).middle).toBe(100);
  });

  it('keeps what it was where nothing is to be seen', () => {
    const before = { middle: 3, half: 7 };
    expect(fit(columns(Number.NaN), 'uV', before)).toEqual(before);
    expect(fit(columns(), 'g', undefined)).toEqual({ middle: 0, half: 0.05 });
  });
});

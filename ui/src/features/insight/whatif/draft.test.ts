import { describe, expect, it } from 'vitest';
import { draftOf, levelOf, parametersOf, reachOf } from './draft';
import type { Level, Parameters } from './model';

const level = (variable: Level['variable'], baseline: number, stage: string | null = null): Level => ({ variable, stage, label: stage, unit: 'ratio', baseline, scenario: baseline, observed: 40 });
const VARIABLES = [level('win_rate', 0.25), level('win_rate', 0.5, 's-1'), level('headcount', 4), level('churn', 0)];
const KEPT = { months: 6, budget: null, cost_per_head: 0, changes: [], constraints: [], samples: 20_000 } as unknown as Parameters;

describe('the reach of a slider', () => {
  it('goes half as far again either way, and never beyond a whole', () => {
    expect(reachOf(level('deal_size', 1000))).toMatchObject({ least: 500, most: 1500 });
    expect(reachOf(level('win_rate', 0.9)).most).toBe(1);
    expect(reachOf(level('headcount', 3))).toEqual({ least: 0, most: 13, step: 1 });
    const nothing = reachOf(level('churn', 0));
    expect(nothing.most).toBeGreaterThan(nothing.least);
  });
});

describe('a draft', () => {
  it('reads every way a change can be kept', () => {
    expect(levelOf({ mode: 'relative', value: 0.1 }, 200)).toBeCloseTo(220);
    expect(levelOf({ mode: 'absolute', value: -1 }, 4)).toBe(3);
    expect(levelOf({ mode: 'to', value: 7 }, 4)).toBe(7);
    const changes = [{ variable: 'win_rate', stage: null, mode: 'relative', value: 0.2, cost: 500 }, { variable: 'headcount', stage: null, mode: 'absolute', value: 2, cost: null }];
    expect(draftOf('More', { ...KEPT, changes } as Parameters, VARIABLES).levels).toEqual({ win_rate: 0.3, headcount: 6 });
  });

  it('is kept as shares, people as a number, and only where something differs', () => {
    const draft = { name: 'More', levels: { 'win_rate': 0.3, 'win_rate s-1': 0.5, 'headcount': 6, 'churn': 0.1 }, bounds: { win_rate: { min: null, max: 0.4 } }, frame: { months: 9, budget: 1000, cost_per_head: 0 } };
    const { changes, constraints, months, samples } = parametersOf(draft, VARIABLES, KEPT);
    expect(changes).toEqual([
      { variable: 'win_rate', stage: null, cost: null, mode: 'relative', value: expect.closeTo(0.2) },
      { variable: 'headcount', stage: null, cost: null, mode: 'absolute', value: 2 },
      { variable: 'churn', stage: null, cost: null, mode: 'to', value: 0.1 },
    ]);
    expect(constraints).toEqual([{ variable: 'win_rate', stage: null, min: null, max: 0.4 }]);
    expect([months, samples]).toEqual([9, 20_000]);
  });

  it('keeps what a change costs', () => {
    const changes = [{ variable: 'win_rate', stage: null, mode: 'relative', value: 0.2, cost: 500 }] as Parameters['changes'];
    const draft = draftOf('x', { ...KEPT, changes }, VARIABLES);
    expect(parametersOf(draft, VARIABLES, { ...KEPT, changes }).changes?.[0]).toMatchObject({ cost: 500, value: expect.closeTo(0.2) });
  });
});

import { type Change, type Constraint, type Level, type Parameters, type Variable, keyOf } from './model';

/** A what-if while it is put together: where each variable shall stand, and between what it must stay. */
export interface Draft {
  name: string;
  /** By key, only those that differ from how things stand. */
  levels: Readonly<Record<string, number>>;
  bounds: Readonly<Record<string, Bound>>;
  /** Everything else, as it is kept. */
  frame: Pick<Parameters, 'months' | 'budget' | 'cost_per_head'>;
}

export interface Bound {
  min: number | null;
  max: number | null;
}

/** Where a slider begins and ends, and how fine it goes. */
export interface Reach {
  least: number;
  most: number;
  step: number;
}

const HALF = 0.5;
const STEPS = 200;
/** As many people more or fewer as a slider offers. */
const PEOPLE = 10;
const SAME = 1e-9;

/** How far a variable can be moved: half as much again in either direction, within what has a meaning. */
export function reachOf({ variable, baseline }: Pick<Level, 'variable' | 'baseline'>): Reach {
  if (variable === 'headcount') return { least: Math.max(0, baseline - PEOPLE), most: baseline + PEOPLE, step: 1 };
  const share = variable === 'win_rate' || variable === 'churn';
  const most = baseline > 0 ? baseline * (1 + HALF) : share ? HALF : 1;
  const least = baseline * (1 - HALF);
  return { least, most: share ? Math.min(1, most) : most, step: (most - least) / STEPS };
}

/** The level a kept change leads to. */
export function levelOf(change: Pick<Change, 'mode' | 'value'>, baseline: number): number {
  return change.mode === 'to' ? change.value : change.mode === 'absolute' ? baseline + change.value : baseline * (1 + change.value);
}

export function draftOf(name: string, parameters: Parameters, variables: readonly Level[]): Draft {
  const base = new Map(variables.map((level) => [keyOf(level), level.baseline]));
  const levels: Record<string, number> = {};
  for (const change of parameters.changes) {
    const key = keyOf({ variable: change.variable, stage: change.stage ?? null });
    levels[key] = levelOf(change, levels[key] ?? base.get(key) ?? 0);
  }
  const bounds = Object.fromEntries(parameters.constraints.map((bound) => [keyOf({ variable: bound.variable, stage: bound.stage ?? null }), { min: bound.min ?? null, max: bound.max ?? null }]));
  return { name, levels, bounds, frame: { months: parameters.months, budget: parameters.budget ?? null, cost_per_head: parameters.cost_per_head } };
}

/**
 * The draft as parameters. Changes are kept as shares, people as a number more or fewer, so that they mean the same when
 * the records have moved on; what a kept what-if says beyond the draft stays.
 */
export function parametersOf(draft: Draft, variables: readonly Level[], kept: Partial<Parameters> = {}): Partial<Parameters> {
  const costs = new Map((kept.changes ?? []).map((change) => [keyOf({ variable: change.variable, stage: change.stage ?? null }), change.cost ?? null]));
  const changes = variables.flatMap((level): Change[] => {
    const wanted = draft.levels[keyOf(level)];
    if (wanted === undefined || Math.abs(wanted - level.baseline) <= SAME * Math.max(1, Math.abs(level.baseline))) return [];
    return [{ variable: level.variable, stage: level.stage, cost: costs.get(keyOf(level)) ?? null, ...changeOf(level.variable, level.baseline, wanted) }];
  });
  const constraints = variables.flatMap((level): Constraint[] => {
    const bound = draft.bounds[keyOf(level)];
    return bound && (bound.min !== null || bound.max !== null) ? [{ variable: level.variable, stage: level.stage, ...bound }] : [];
  });
  return { ...kept, ...draft.frame, changes, constraints };
}

function changeOf(variable: Variable, baseline: number, wanted: number): Pick<Change, 'mode' | 'value'> {
  if (baseline === 0) return { mode: 'to', value: wanted };
  if (variable === 'headcount') return { mode: 'absolute', value: wanted - baseline };
  return { mode: 'relative', value: wanted / baseline - 1 };
}

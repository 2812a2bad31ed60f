/** So many observations, about a second each, are looked back on. */
const LOOKED_AT = 12;

/** What was seen last, and the states before it, oldest first. */
export type States = readonly string[];

/** The states with one more. */
export function after(states: States, state: string): States {
  return [...states, state].slice(-LOOKED_AT);
}

/** The state that was seen most of late, of equals the newer one: one that changes every second tells nobody anything. */
export function steady(states: States): string | undefined {
  const counts = new Map<string, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  let best: string | undefined;
  for (const state of states.toReversed()) if (best === undefined || counts.get(state)! > counts.get(best)!) best = state;
  return best;
}

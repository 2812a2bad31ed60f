interface Ranked {
  id: string;
  priority: number | null;
}

const MOST = 100;
const USUAL = 50;

/** What must be written so that a rule stands one place higher (-1) or lower (1): the new priorities, nothing where it cannot move. */
export function moved(rules: readonly Ranked[], at: number, by: -1 | 1): { id: string; priority: number }[] {
  const to = at + by;
  if (at < 0 || to < 0 || at >= rules.length || to >= rules.length) return [];
  const order = rules.toSpliced(at, 1).toSpliced(to, 0, rules[at]!);
  // Every rule keeps the place's priority; where two places have the same, those above are lifted, or the rest lowered.
  const places = rules.map(({ priority }) => priority ?? USUAL);
  for (let place = places.length - 2; place >= 0; place--) places[place] = Math.max(places[place]!, places[place + 1]! + 1);
  const over = Math.max(0, (places[0] ?? 0) - MOST);
  const fitted = places.map((priority) => Math.max(0, priority - over));
  return order.flatMap(({ id, priority }, place) => (priority === fitted[place] ? [] : [{ id, priority: fitted[place]! }]));
}

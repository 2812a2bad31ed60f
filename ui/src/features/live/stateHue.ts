const HUES: Record<string, number> = { calm: 165, focused: 240, excited: 75, stressed: 30, fatigued: 300 };

/** The hue a state is drawn in, its name always beside it; none for one that is unknown. */
export function stateHue(state: string): number | null {
  return HUES[state] ?? null;
}

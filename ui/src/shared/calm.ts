import { useSyncExternalStore } from 'react';

/** What the screen does for its wearer, by the core's names; and the attribute of the page that the tokens go by. */
const ATTRIBUTES = {
  slower_pacing: 'pace',
  larger_text: 'text',
  quieter_colours: 'colours',
  fewer_notifications: null,
  reorder_today: null,
} as const;

export type ScreenEffect = keyof typeof ATTRIBUTES;

/** How strongly each effect is on, 1 to 3; one that is off is left out. */
export type Calm = Readonly<Partial<Record<ScreenEffect, number>>>;

const listeners = new Set<() => void>();
let current: Calm = {};

/** How strongly an effect is on; 0 when it is not. */
export function calm(effect: ScreenEffect): number {
  return current[effect] ?? 0;
}

export function useCalm(effect: ScreenEffect): number {
  return useSyncExternalStore(onCalm, () => calm(effect));
}

/** Makes the screen as calm as this; what is left out is as always again. */
export function setCalm(next: Calm): void {
  current = next;
  for (const [effect, attribute] of Object.entries(ATTRIBUTES)) {
    const strength = calm(effect as ScreenEffect);
    if (!attribute) continue;
    if (strength > 0) document.documentElement.dataset[attribute] = String(strength);
    else delete document.documentElement.dataset[attribute];
  }
  for (const listener of listeners) listener();
}

/** Calls back after each change, until the returned function is called. */
export function onCalm(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

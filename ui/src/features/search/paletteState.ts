import { useSyncExternalStore } from 'react';

/** The palette, when it is open: over everything, or asking in which way one action is meant. */
export interface Opened {
  turn: number;
  action?: string | undefined;
  /** On its way out: whoever calls for it now wants it anew. */
  leaving?: boolean;
}

let opened: Opened | null = null;
let turns = 0;
const listeners = new Set<() => void>();

export function openPalette(action?: string): void {
  turns += 1;
  set({ turn: turns, action });
}

export function togglePalette(): void {
  if (opened && !opened.leaving) set(null);
  else openPalette();
}

/** The palette with this turn begins to go, and is gone. */
export function leavePalette(turn: number): void {
  if (opened?.turn === turn) set({ ...opened, leaving: true });
}

export function closePalette(turn: number): void {
  if (opened?.turn === turn) set(null);
}

function set(next: Opened | null): void {
  opened = next;
  for (const listener of listeners) listener();
}

export function usePalette(): Opened | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => opened,
  );
}

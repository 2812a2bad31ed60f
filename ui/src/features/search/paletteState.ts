import { useSyncExternalStore } from 'react';

/** The palette, when it is open: over everything, or asking in which way one action is meant. */
export interface Opened {
  action?: string;
}

let opened: Opened | null = null;
const listeners = new Set<() => void>();

export function setPalette(next: Opened | null): void {
  opened = next;
  for (const listener of listeners) listener();
}

export function togglePalette(): void {
  setPalette(opened ? null : {});
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

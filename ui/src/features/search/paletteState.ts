import { useSyncExternalStore } from 'react';

let open = false;
const listeners = new Set<() => void>();

export function setPalette(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

export function togglePalette(): void {
  setPalette(!open);
}

export function usePalette(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}

import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let open = false;

function set(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

/** On narrow screens the sidebar is a drawer; any screen's bar may open it. */
export function openDrawer(): void {
  set(true);
}

export function closeDrawer(): void {
  set(false);
}

export function useDrawer(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}

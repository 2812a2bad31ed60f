import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useSyncExternalStore } from 'react';

let slot: HTMLElement | null = null;
const listeners = new Set<() => void>();

/** The shell tells where the left part of its status bar is. */
export function setStatusSlot(element: HTMLElement | null): void {
  slot = element;
  for (const listener of listeners) listener();
}

/** What a screen says in the status bar at the bottom. */
export function StatusBar({ children }: { children: ReactNode }) {
  const target = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => slot,
  );
  return target && createPortal(children, target);
}

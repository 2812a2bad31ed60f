import { useSyncExternalStore } from 'react';

export interface NewRecordRequest {
  kind: string;
  /** Values the form starts with: the account a contact is added to. */
  preset: Record<string, unknown>;
  onCreated?: ((id: string) => void) | undefined;
}

let request: NewRecordRequest | null = null;
const listeners = new Set<() => void>();

/** Opens the form for a new record, wherever the user is. */
export function openNewRecord(kind: string, preset: Record<string, unknown> = {}, onCreated?: (id: string) => void): void {
  set({ kind, preset, onCreated });
}

export function closeNewRecord(): void {
  set(null);
}

export function useNewRecordRequest(): NewRecordRequest | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => request,
  );
}

function set(next: NewRecordRequest | null): void {
  request = next;
  for (const listener of listeners) listener();
}

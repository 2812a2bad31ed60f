import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toastError } from '@/shared/ui';
import { refreshMirror } from './refresh';

/** What the wearer chose in one click: shown at once, and taken back with `failed` where it could not be kept. */
export function useSaid<V extends string>(known: V | null, keep: (value: V) => Promise<unknown>, failed: string): [V | null, (value: V) => Promise<void>] {
  const client = useQueryClient();
  const [said, setSaid] = useState<V | null>(null);
  const say = async (value: V) => {
    setSaid(value);
    try {
      await keep(value);
      refreshMirror(client);
    } catch (error) {
      setSaid(null);
      toastError(failed, error);
    }
  };
  return [said ?? known, say];
}

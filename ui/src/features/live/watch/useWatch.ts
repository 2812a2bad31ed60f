import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { tDynamic } from '@/shared/i18n';
import { type KeptFeed, keepFeed } from '../feed';
import type { LiveFrame } from '../frame';
import { refreshMirror } from '../refresh';
import { LiveStore, type Snapshot } from './store';

export const WINDOWS = [5, 10, 20, 30, 60] as const;
const WINDOW = 10;

/** What the devices say, as long as the screen is shown; `again` opens a feed that broke at once. */
export function useWatch(): { seen: Snapshot; again: () => void } {
  const client = useQueryClient();
  const [store] = useState(() => new LiveStore());
  const feed = useRef<KeptFeed>(null);
  useEffect(() => {
    const deliver = (frame: LiveFrame) => {
      store.take(frame, (label) => tDynamic(`sensing.marker.${label}`, label));
      if (frame.type === 'link') refreshMirror(client);
    };
    const kept = keepFeed(true, deliver, (error) => store.end(error));
    feed.current = kept;
    return kept.stop;
  }, [store, client]);
  return { seen: useSyncExternalStore(store.subscribe, store.snapshot), again: () => feed.current?.now() };
}

interface Asked {
  window?: number | undefined;
  device?: string | undefined;
}

/** How much is shown and of which device, as it stands in the address. */
export function useShown(): { seconds: number; device: string | undefined; show: (change: Asked) => void } {
  const { window: asked, device } = useSearch({ strict: false }) as { window?: unknown; device?: unknown };
  const navigate = useNavigate();
  return {
    seconds: WINDOWS.find((one) => one === Number(asked)) ?? WINDOW,
    device: device === undefined ? undefined : String(device),
    show: (change) => void navigate({ to: '.', replace: true, search: ((before: Asked) => ({ ...before, ...change })) as never }),
  };
}

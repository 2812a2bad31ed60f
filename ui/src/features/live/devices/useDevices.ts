import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '@/api';
import { t } from '@/shared/i18n';
import { toastError } from '@/shared/ui';
import { keepFeed } from '../feed';
import { refreshMirror } from '../refresh';
import type { FoundDevice, OwnDevice } from './describe';

export interface DeviceVerbs {
  /** Those something is being done with, by device or record. */
  busy: ReadonlySet<string>;
  connect: (device: string, name: string) => void;
  disconnect: (own: OwnDevice) => void;
  forget: (own: OwnDevice) => void;
  rename: (own: OwnDevice, name: string) => void;
  /** Whether it is to be connected by itself when it is near. */
  keep: (own: OwnDevice, reconnect: boolean) => void;
}

/** What can be done with devices; several at once, each busy by itself. */
export function useDeviceVerbs(): DeviceVerbs {
  const client = useQueryClient();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const work = async (key: string, failed: string, run: () => Promise<unknown>) => {
    setBusy((now) => new Set(now).add(key));
    try {
      await run();
    } catch (error) {
      toastError(failed, error);
    } finally {
      setBusy((now) => new Set([...now].filter((one) => one !== key)));
      refreshMirror(client);
    }
  };
  return {
    busy,
    connect: (device, name) => void work(device, t('devices.notConnected', { name }), () => call('devices.connect', { device })),
    disconnect: ({ device, name }) => void (device && work(device, t('devices.notDisconnected', { name }), () => call('devices.disconnect', { device }))),
    forget: ({ wearable, device, name }) => void work(device ?? wearable, t('devices.notForgotten', { name }), () => call('devices.forget', { id: wearable })),
    rename: ({ wearable, device }, name) => void work(device ?? wearable, t('devices.notKept'), () => call('wearables.update', { id: wearable, name })),
    keep: ({ wearable, device }, reconnect) => void work(device ?? wearable, t('devices.notKept'), () => call('wearables.update', { id: wearable, reconnect })),
  };
}

/** Looking around, when asked to. */
export function useScan(): { found: readonly FoundDevice[] | undefined; scanning: boolean; scan: () => void } {
  const client = useQueryClient();
  const [found, setFound] = useState<readonly FoundDevice[]>();
  const [scanning, setScanning] = useState(false);
  const scan = async () => {
    setScanning(true);
    try {
      setFound((await call('devices.scan', {})).items);
    } catch (error) {
      toastError(t('devices.notScanned'), error);
      refreshMirror(client);
    } finally {
      setScanning(false);
    }
  };
  return { found, scanning, scan: () => void (scanning || scan()) };
}

/** Keeps what is shown of the devices fresh: the feed tells when one comes, goes, or says how full its battery is. */
export function useLinks(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      keepFeed(false, (frame) => {
        if (frame.type === 'link') void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('devices.') });
      }).stop,
    [client],
  );
}

/** Connects by themselves those that are near and meant to be, once for each visit: it takes a scan. */
export function useReconnect(usable: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!usable) return;
    call('devices.reconnect', {}).then(
      (list) => void client.setQueryData(['devices.status', {}], list),
      // Nobody asked for it: what cannot be reached is told by the adapter's notice.
      () => undefined,
    );
  }, [usable, client]);
}

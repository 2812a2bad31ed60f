import { type RecordData, callByName, useCall } from '@/api';

/** What the user has set under a key, kept with the data and so the same in every window. */
export function useSetting<T>(key: string): T | undefined {
  return find(useCall('settings.list', { limit: 200 }).data?.items as RecordData[] | undefined, key)?.['value'] as T | undefined;
}

export async function saveSetting(key: string, value: unknown): Promise<void> {
  const { items } = await callByName<{ items: RecordData[] }>('settings.list', { limit: 200 });
  const known = find(items, key);
  if (known) await callByName('settings.update', { id: known.id, value });
  else await callByName('settings.create', { key, value });
}

function find(items: readonly RecordData[] | undefined, key: string): RecordData | undefined {
  return items?.find((setting) => setting['key'] === key);
}

/** Keys of settings that several screens know. */
export const WORKSPACE = 'workspace.name';
export const CURRENCY = 'currency';

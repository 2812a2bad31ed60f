import { type RecordData, callByName, useCall } from '@/api';

/** What the user has set, by key; undefined until it is known. Kept with the data, so the same in every window. */
export function useSettings(): ReadonlyMap<string, unknown> | undefined {
  const { data } = useCall('settings.list', ALL);
  return data && settingsOf(data.items as RecordData[]);
}

/** What the user has set under a key. */
export function useSetting<T>(key: string): T | undefined {
  return useSettings()?.get(key) as T | undefined;
}

/** As `useSettings`, for code that is no component. */
export async function readSettings(): Promise<ReadonlyMap<string, unknown>> {
  const { items } = await callByName<{ items: RecordData[] }>('settings.list', ALL);
  return settingsOf(items);
}

export async function saveSetting(key: string, value: unknown): Promise<void> {
  await callByName('settings.set', { key, value });
}

const ALL = { limit: 200 };
const known = new WeakMap<readonly RecordData[], ReadonlyMap<string, unknown>>();

function settingsOf(items: readonly RecordData[]): ReadonlyMap<string, unknown> {
  const found = known.get(items) ?? new Map(items.map((setting) => [String(setting['key']), setting['value']]));
  known.set(items, found);
  return found;
}

/** Keys of settings that several screens know. */
export const WORKSPACE = 'workspace.name';
export const CURRENCY = 'currency';

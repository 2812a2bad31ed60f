import { useEffect, useRef, useSyncExternalStore } from 'react';
import { LANGUAGES, type Language, setLanguage, startLanguage, t } from './i18n';
import { readSettings, saveSetting, useSettings } from './settings';
import { toastError } from './ui/toast';

export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  density: 'dense' | 'roomy';
  language: Language;
  /** Shortcuts of a single letter can be in the way of speech input: they can be switched off. */
  singleKeys: boolean;
}

/** Under which key of the user's settings each is kept, and what may stand there. */
const KEPT: { [K in keyof Preferences]: { key: string; takes: (value: unknown) => boolean } } = {
  theme: { key: 'theme', takes: (value) => value === 'system' || value === 'light' || value === 'dark' },
  density: { key: 'density', takes: (value) => value === 'dense' || value === 'roomy' },
  language: { key: 'language', takes: (value) => value === 'xx' || (LANGUAGES as readonly unknown[]).includes(value) },
  singleKeys: { key: 'single_keys', takes: (value) => typeof value === 'boolean' },
};
const NAMES = Object.keys(KEPT) as (keyof Preferences)[];
/** What was kept last, here as well: for the first paint, before the database has answered. */
const CACHE = 'mycrm.preferences';
/** How long a first paint without anything to go by waits for the database. */
const PATIENCE_MS = 600;

const listeners = new Set<() => void>();
let current: Preferences = { theme: 'system', density: 'dense', language: 'en', singleKeys: true };

export function preferences(): Preferences {
  return current;
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreferences, preferences);
}

/** Changes some preferences: applied at once, kept in the user's settings. */
export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  const before = current;
  await use(change);
  try {
    for (const name of NAMES) if (current[name] !== before[name]) await saveSetting(KEPT[name].key, current[name]);
  } catch (error) {
    // It holds in this window, but will not be there next time: the user should know.
    toastError(t('settings.notSaved'), error);
  }
}

/** Reads what was kept, before the first paint. */
export async function startPreferences(): Promise<void> {
  const cached = readCache();
  current = { ...current, language: startLanguage(), ...cached };
  if (Object.keys(cached).length === 0) current = { ...current, ...(await Promise.race([stored(), patience()])) };
  await setLanguage(current.language);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  apply();
}

/** Follows the user's settings, also when they are changed in another window. */
export function StoredPreferences(): null {
  const settings = useSettings();
  const seen = useRef<Partial<Preferences>>({});
  useEffect(() => {
    if (!settings) return;
    const told = valid(settings);
    // Only what changed there since: an answer may be older than what was chosen here meanwhile.
    const news = NAMES.filter((name) => told[name] !== undefined && told[name] !== seen.current[name]);
    seen.current = told;
    void use(Object.fromEntries(news.map((name) => [name, told[name]])));
  }, [settings]);
  return null;
}

async function use(change: Partial<Preferences>): Promise<void> {
  const next = { ...current, ...change };
  if (NAMES.every((name) => next[name] === current[name])) return;
  if (next.language !== current.language) await setLanguage(next.language);
  current = next;
  localStorage.setItem(CACHE, JSON.stringify(current));
  apply();
  for (const listener of listeners) listener();
}

function valid(settings: ReadonlyMap<string, unknown>): Partial<Preferences> {
  const fit = NAMES.filter((name) => KEPT[name].takes(settings.get(KEPT[name].key)));
  return Object.fromEntries(fit.map((name) => [name, settings.get(KEPT[name].key)]));
}

async function stored(): Promise<Partial<Preferences>> {
  try {
    return valid(await readSettings());
  } catch {
    // The gate says why the database does not open.
    return {};
  }
}

function patience(): Promise<Partial<Preferences>> {
  return new Promise((done) => setTimeout(done, PATIENCE_MS, {}));
}

function readCache(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(CACHE) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}

function apply(): void {
  const dark = current.theme === 'dark' || (current.theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  document.documentElement.dataset['density'] = current.density;
}

/** Calls back after each change, until the returned function is called. */
export function onPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

import { useSyncExternalStore } from 'react';
import { type Language, setLanguage, startLanguage } from './i18n';

export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  density: 'dense' | 'roomy';
  language: Language;
  /** Shortcuts of a single letter can be in the way of speech input: they can be switched off. */
  singleKeys: boolean;
}

const STORED = 'mycrm.preferences';
const listeners = new Set<() => void>();
let current: Preferences = { theme: 'system', density: 'dense', language: 'en', singleKeys: true };

export function preferences(): Preferences {
  return current;
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreferences, preferences);
}

/** Changes some preferences, applies them at once and remembers them on this machine. */
export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  const next = { ...current, ...change };
  if (next.language !== current.language) await setLanguage(next.language);
  current = next;
  localStorage.setItem(STORED, JSON.stringify(current));
  apply();
  for (const listener of listeners) listener();
}

/** Reads what was remembered, before the first paint. */
export async function startPreferences(): Promise<void> {
  current = { ...current, language: startLanguage(), ...remembered() };
  await setLanguage(current.language);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  apply();
}

function remembered(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Preferences>;
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

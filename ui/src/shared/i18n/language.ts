import { createInstance, type i18n } from 'i18next';
import { en, enLater } from '@/catalogue/en';
import type { Area, TextKey } from './keys';
import { pseudo } from './pseudo';

export const LANGUAGES = ['en', 'de'] as const;
/** `xx` is the pseudo-language: 40 % longer, accented, to find what would clip or was never translated. */
export type Language = (typeof LANGUAGES)[number] | 'xx';

type Catalogue = Record<string, string>;

/** A language's words: those it starts with, and those of each area. */
interface Loader {
  start: () => Promise<Catalogue>;
  area: (area: Area) => Promise<Catalogue>;
}

const pseudoOf = (texts: Catalogue): Catalogue => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)]));

const LOADERS: Record<Language, Loader> = {
  en: { start: async () => en, area: (area) => enLater[area]() },
  de: { start: async () => (await import('@/catalogue/de')).de, area: async (area) => (await import('@/catalogue/de')).deLater[area]() },
  xx: { start: async () => pseudoOf(en), area: async (area) => pseudoOf(await enLater[area]()) },
};

const words: i18n = createInstance();
void words.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
  returnNull: false,
});

/** The areas that screens have asked for: each language has to bring them. */
const asked = new Set<Area>();

const addWords = (language: Language, texts: Catalogue) => words.addResourceBundle(language, 'translation', texts);

const brought = new Map<string, Promise<void>>();

/** The words of an area in a language, once; a load that failed is tried again by whoever asks next. */
function bring(language: Language, area: Area): Promise<void> {
  const name = `${language}.${area}`;
  let loading = brought.get(name);
  if (!loading) {
    loading = LOADERS[language].area(area).then((texts) => void addWords(language, texts));
    brought.set(name, loading);
    loading.catch(() => brought.delete(name));
  }
  return loading;
}

/** Loads the words of these areas; whoever shows them waits for it. */
export async function loadWords(areas: readonly Area[]): Promise<void> {
  for (const area of areas) asked.add(area);
  await Promise.all(areas.map((area) => bring(currentLanguage(), area)));
}

/** Switches the language; whoever shows text must be drawn anew afterwards. */
export async function setLanguage(language: Language): Promise<void> {
  if (!words.hasResourceBundle(language, 'translation')) addWords(language, await LOADERS[language].start());
  await Promise.all([...asked].map((area) => bring(language, area)));
  await words.changeLanguage(language);
  document.documentElement.lang = language === 'xx' ? 'en' : language;
}

export function currentLanguage(): Language {
  return words.language as Language;
}

/** The language for someone who has not chosen: what the machine speaks, if we speak it. */
export function startLanguage(wanted: readonly string[] = navigator.languages): Language {
  for (const tag of wanted) {
    const known = LANGUAGES.find((language) => tag.toLowerCase().startsWith(language));
    if (known) return known;
  }
  return 'en';
}

/** A text of the catalogue. */
export function t(key: TextKey, values?: Record<string, string | number>): string {
  return words.t(key, values);
}

/** A text whose key is known only at run time (a field's label, a step's name); falls back to `otherwise`. */
export function tDynamic(key: string, otherwise: string, values?: Record<string, unknown>): string {
  return words.t(key, { ...values, defaultValue: otherwise });
}

/** A text that is nothing without what goes into it: `otherwise` where a value of it is missing. */
export function tWhole(key: string, otherwise: string, values: Record<string, unknown>): string {
  const raw: unknown = words.getResource(words.language, 'translation', key);
  const wanted = typeof raw === 'string' ? [...raw.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!) : [];
  return wanted.every((name) => values[name] !== undefined && values[name] !== null) ? tDynamic(key, otherwise, values) : otherwise;
}

export function hasText(key: string): boolean {
  return words.exists(key);
}

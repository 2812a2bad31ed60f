import { createInstance, type i18n } from 'i18next';
import { en } from '@/catalogue/en';
import type { TextKey } from './keys';
import { pseudo } from './pseudo';

export const LANGUAGES = ['en', 'de'] as const;
/** `xx` is the pseudo-language: 40 % longer, accented, to find what would clip or was never translated. */
export type Language = (typeof LANGUAGES)[number] | 'xx';

type Catalogue = Record<string, string>;

const LOADERS: Record<Exclude<Language, 'en'>, () => Promise<Catalogue>> = {
  de: async () => (await import('@/catalogue/de')).de,
  xx: async () => Object.fromEntries(Object.entries(en).map(([key, text]) => [key, pseudo(text)])),
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

/** Switches the language; whoever shows text must be drawn anew afterwards. */
export async function setLanguage(language: Language): Promise<void> {
  if (language !== 'en' && !words.hasResourceBundle(language, 'translation')) {
    words.addResourceBundle(language, 'translation', await LOADERS[language]());
  }
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

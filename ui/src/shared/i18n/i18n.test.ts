import { afterEach, describe, expect, it } from 'vitest';
import { de, deLater } from '@/catalogue/de';
import { en, enLater } from '@/catalogue/en';
import { formatDate, formatMoney, formatRelative, loadWords, setLanguage, startLanguage, t, tDynamic } from '.';
import { pseudo } from './pseudo';

afterEach(() => setLanguage('en'));

const keysOf = async (start: object, later: Record<string, () => Promise<object>>) =>
  [start, ...(await Promise.all(Object.values(later).map((load) => load())))].flatMap((texts) => Object.keys(texts)).toSorted();

describe('the catalogue', () => {
  it('has the same keys in both languages', async () => {
    const english = await keysOf(en, enLater);
    expect(await keysOf(de, deLater)).toEqual(english);
    expect(new Set(english).size).toBe(english.length);
  });

  it('leaves nothing empty', async () => {
    const later = await Promise.all([...Object.values(enLater), ...Object.values(deLater)].map((load) => load()));
    for (const text of [en, de, ...later].flatMap((texts) => Object.values(texts))) expect(text).not.toBe('');
  });

  it('brings the words of an area in the language of the moment, and again in the next', async () => {
    await setLanguage('de');
    await loadWords(['plots']);
    expect(t('plot.actual')).toBe('Tatsächlich');
    await setLanguage('xx');
    expect(t('plot.actual')).toBe(pseudo('Actual'));
  });

  it('switches language', async () => {
    expect(t('ui.save')).toBe('Save');
    await setLanguage('de');
    expect(t('ui.save')).toBe('Speichern');
  });

  it('falls back where a key is only known at run time', () => {
    expect(tDynamic('field.never_heard_of', 'Never heard of')).toBe('Never heard of');
  });
});

describe('the pseudo-language', () => {
  it('is at least 40 % longer and keeps placeholders', () => {
    const text = pseudo('Undone: {{step}}');
    expect(text).toContain('{{step}}');
    expect(text.length).toBeGreaterThanOrEqual('Undone: {{step}}'.length + 3);
    expect(pseudo('Contacts').length).toBeGreaterThanOrEqual(Math.ceil('Contacts'.length * 1.4));
  });
});

describe('formats', () => {
  it('shows money in full, by locale, without losing digits', async () => {
    expect(formatMoney('48400.00', 'EUR')).toBe('€48,400');
    expect(formatMoney('48400.05', 'EUR')).toBe('€48,400.05');
    expect(formatMoney('90071992547409.93', 'EUR')).toBe('€90,071,992,547,409.93');
    await setLanguage('de');
    expect(formatMoney('48400.50', 'EUR').replace(/\s/g, ' ')).toBe('48.400,50 €');
  });

  it('keeps a calendar day on its day', () => {
    expect(formatDate('2027-03-31')).toBe('Mar 31, 2027');
  });

  it('says near days by name', () => {
    const now = new Date(2026, 10, 20, 15, 0);
    expect(formatRelative(new Date(2026, 10, 20, 11, 5), now)).toMatch(/^today 11:05/);
    expect(formatRelative(new Date(2026, 10, 19, 17, 20), now)).toMatch(/^yesterday/);
    expect(formatRelative(new Date(2026, 10, 3), now)).toBe('Nov 3');
  });

  it('starts in a language the machine speaks', () => {
    expect(startLanguage(['de-AT', 'en'])).toBe('de');
    expect(startLanguage(['pt-BR'])).toBe('en');
  });
});

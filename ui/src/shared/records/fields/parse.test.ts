import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../i18n';
import { fromLocalInput, parseDecimal, parseInteger, toLocalInput, writeDecimal } from './parse';

afterEach(() => setLanguage('en'));

describe('numbers as people type them', () => {
  it.each([
    ['48400', '48400'],
    ['48,400', '48400'],
    ['48,400.50', '48400.50'],
    ['€ 1 234.5', '1234.5'],
    ['1.234,50', '1234.50'],
    ['90071992547409.93', '90071992547409.93'],
    ['-3.5', '-3.5'],
    ['', null],
    ['abc', undefined],
    ['1.2.3', undefined],
    ['12-3', undefined],
  ])('%s in English is %s', (typed, plain) => {
    expect(parseDecimal(typed)).toBe(plain);
  });

  it.each([
    ['48.400', '48400'],
    ['48.400,5', '48400.5'],
    ['3,5', '3.5'],
    ['1.5', '1.5'],
    ['1,234.50', '1234.50'],
  ])('%s in German is %s', async (typed, plain) => {
    await setLanguage('de');
    expect(parseDecimal(typed)).toBe(plain);
  });

  it('refuses as an integer what is none', () => {
    expect(parseInteger('1,200')).toBe(1200);
    expect(parseInteger('1.5')).toBeUndefined();
    expect(parseInteger('')).toBeNull();
  });

  it('are written so that they read as the same again, in either language', async () => {
    for (const language of ['en', 'de'] as const) {
      await setLanguage(language);
      for (const value of [0.005, 1.25, 20_000, -0.125]) expect(Number(parseDecimal(writeDecimal(value)))).toBe(value);
    }
    expect(writeDecimal(null)).toBe('');
  });
});

describe('a moment', () => {
  it('goes into its field and back without moving', () => {
    const instant = '2026-11-20T10:05:00.000Z';
    expect(fromLocalInput(toLocalInput(instant))).toBe(instant);
    expect(fromLocalInput('')).toBeNull();
  });
});

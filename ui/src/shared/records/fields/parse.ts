import { currentLanguage } from '../../i18n';

/** How this language writes numbers: "1.234,5" or "1,234.5". */
function separators(): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(currentLanguage() === 'xx' ? 'en' : currentLanguage()).formatToParts(12_345.6);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { group: of('group'), decimal: of('decimal') };
}

/**
 * Reads a number as people type it into the plain decimal string of the wire; undefined when it is none.
 * Only text is moved about: a binary number would lose cents.
 */
export function parseDecimal(text: string): string | null | undefined {
  const { group, decimal } = separators();
  let plain = text.replace(/[\s\u00a0\u202f'’€$£¥%]/g, '');
  if (plain === '') return null;
  const lastComma = plain.lastIndexOf(',');
  const lastPoint = plain.lastIndexOf('.');
  if (lastComma >= 0 && lastPoint >= 0) {
    // Both are there: the later one is the decimal sign, whatever the language.
    const sign = lastComma > lastPoint ? ',' : '.';
    plain = plain.replaceAll(sign === ',' ? '.' : ',', '').replace(sign, '.');
  } else {
    // "1.000" in German and "1,000" in English are a thousand; "1.5" means the same to everyone.
    const grouped = new RegExp(`^-?\\d{1,3}(\\${group || ','}\\d{3})+$`);
    plain = grouped.test(plain) ? plain.replaceAll(group, '') : plain.replace(decimal === ',' ? ',' : /,/, '.');
  }
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : undefined;
}

/** A plain number as this language writes it, so that it reads as the same again: "0,005", which with a point would be five. */
export function writeDecimal(value: unknown): string {
  return value === null || value === undefined ? '' : String(value).replace('.', separators().decimal);
}

export function parseInteger(text: string): number | null | undefined {
  const plain = parseDecimal(text);
  if (plain === null || plain === undefined) return plain;
  const number = Number(plain);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** "2026-11-20T10:00:00.000Z" as the field of a date and time wants it, on this machine's clock. */
export function toLocalInput(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function fromLocalInput(text: string): string | null {
  return text === '' ? null : new Date(text).toISOString();
}

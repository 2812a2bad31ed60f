import { type Field, type Kind, type RecordData, type Refs, useCall } from '@/api';
import { countryName, currentLanguage, formatDate, formatDateTime, formatList, formatMoney, formatNumber, t, tDynamic } from '../i18n';

/** The descriptor of a kind, once it is known. */
export function useKind(name: string): Kind | undefined {
  return useKinds()?.find((kind) => kind.name === name);
}

/** The descriptors of every kind. */
export function useKinds(): readonly Kind[] | undefined {
  const items = useCall('kinds.list', {}).data?.items;
  return items && complete(items);
}

const completed = new WeakMap<readonly Kind[], readonly Kind[]>();

/** Adds what every record has without its kind saying so: who looks after it, when it came and changed. */
function complete(kinds: readonly Kind[]): readonly Kind[] {
  const known = completed.get(kinds);
  if (known) return known;
  const all = kinds.map((kind) => {
    const missing = SYSTEM_FIELDS.filter(({ name }) => !(kind.personal && name === 'owner') && !kind.fields.some((field) => field.name === name));
    return { ...kind, fields: [...kind.fields, ...missing] };
  });
  completed.set(kinds, all);
  return all;
}

const SYSTEM_FIELDS: readonly Field[] = [
  { name: 'owner', type: 'reference', reference: 'user', required: true, read_only: false, sortable: false, group: 'system' },
  { name: 'created_at', type: 'instant', required: false, read_only: true, sortable: true, group: 'system' },
  { name: 'updated_at', type: 'instant', required: false, read_only: true, sortable: true, group: 'system' },
];

/** A field in the user's words. */
export function fieldLabel({ name }: Pick<Field, 'name'>): string {
  return tDynamic(`field.${name}`, humanise(name));
}

/** A choice of a select in the user's words. */
export function optionLabel(field: string, value: string): string {
  return tDynamic(`option.${field}.${value}`, tDynamic(`option.${value}`, humanise(value)));
}

export function kindLabel(kind: string): string {
  return tDynamic(`kind.${kind}`, humanise(kind));
}

export function kindsLabel(kind: string): string {
  return tDynamic(`kinds.${kind}`, humanise(kind));
}

/** The name a record goes by. */
export function recordTitle(record: RecordData, kind: Kind): string {
  const title = record[kind.title];
  return typeof title === 'string' && title.trim() !== '' ? title : t('record.unnamed');
}

/** People are round, everything else is square. */
export function avatarShape(kind: string): 'round' | 'square' {
  return kind === 'contact' || kind === 'user' ? 'round' : 'square';
}

/** A noun inside a sentence: English writes it small, German does not. */
export function inSentence(noun: string): string {
  return currentLanguage() === 'de' ? noun : noun.toLocaleLowerCase();
}

/** "New contact", in the words of the kind. */
export function newLabel(kind: string): string {
  return tDynamic(`kindNew.${kind}`, t('record.newTitle', { kind: inSentence(kindLabel(kind)) }));
}

export function humanise(code: string): string {
  const words = code.replaceAll('_', ' ').trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** A value as plain text: for titles, history lines and the clipboard. */
export function valueText(field: Field, value: unknown, record: Partial<RecordData>, refs: Refs): string {
  if (value === null || value === undefined || value === '') return '';
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return formatNumber(Number(value), 6);
    case 'money':
      return formatMoney(String(value), record[field.currency ?? 'currency'] as string | null);
    case 'boolean':
      return value === true ? t('ui.yes') : t('ui.no');
    case 'date':
      return formatDate(String(value));
    case 'instant':
      return formatDateTime(String(value));
    case 'select':
      return optionLabel(field.name, String(value));
    case 'multi_select':
    case 'list':
      return formatList((value as string[]).map((entry) => (field.options?.length ? optionLabel(field.name, entry) : entry)));
    case 'reference':
      return refs[String(value)]?.name ?? '';
    case 'json':
      return JSON.stringify(value);
    default:
      return field.name === 'country' ? countryName(String(value)) : String(value);
  }
}

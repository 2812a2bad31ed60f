import type { Condition, Field, FieldType, FilterOp, Refs } from '@/api';
import { formatDate, formatList, hasText, t, tDynamic } from '../../i18n';
import { optionLabel, valueText } from '../kinds';
import { rememberedName } from '../names';

/** A comparison as the user meets it; `isnull` is two of them. */
export interface Comparison {
  id: string;
  op: FilterOp;
  /** The value that goes with it without asking. */
  fixed?: unknown;
}

const EMPTY: Comparison[] = [
  { id: 'empty', op: 'isnull', fixed: true },
  { id: 'filled', op: 'isnull', fixed: false },
];
const TEXT: Comparison[] = [{ id: 'icontains', op: 'icontains' }, { id: 'eq', op: 'eq' }, { id: 'startswith', op: 'startswith' }, ...EMPTY];
const NUMBER: Comparison[] = [{ id: 'gte', op: 'gte' }, { id: 'lte', op: 'lte' }, { id: 'eq', op: 'eq' }, { id: 'range', op: 'range' }, ...EMPTY];
const DATE: Comparison[] = [{ id: 'after', op: 'gte' }, { id: 'before', op: 'lt' }, ...EMPTY];
const CHOICE: Comparison[] = [{ id: 'in', op: 'in' }, ...EMPTY];

const COMPARISONS: Partial<Record<FieldType, Comparison[]>> = {
  integer: NUMBER,
  decimal: NUMBER,
  money: NUMBER,
  date: DATE,
  instant: DATE,
  select: CHOICE,
  boolean: [{ id: 'eq', op: 'eq' }],
  reference: [{ id: 'eq', op: 'eq' }, ...EMPTY],
  list: [{ id: 'contains', op: 'contains' }, ...EMPTY],
  multi_select: [{ id: 'contains', op: 'contains' }, ...EMPTY],
};

/** Days that move with the calendar. */
export const WHEN = ['today', 'today-7d', 'today-30d', 'today-60d', 'today-90d', 'month_start', 'today+7d', 'today+30d'];

export function comparisonsOf(field: Field): Comparison[] {
  return COMPARISONS[field.type] ?? TEXT;
}

export function comparisonOf(field: Field, condition: Condition): Comparison {
  const list = comparisonsOf(field);
  return (
    list.find(({ op, fixed }) => op === condition.op && (fixed === undefined || fixed === condition.value)) ?? { id: condition.op, op: condition.op }
  );
}

export function comparisonLabel({ id }: Comparison): string {
  return tDynamic(`op.${id}`, id);
}

/** The value of a condition in words, for its chip. */
export function conditionText(field: Field, { op, value }: Condition, refs: Refs): string {
  if (op === 'isnull') return '';
  if (Array.isArray(value)) {
    const words = value.map((entry) => oneText(field, entry, refs));
    return op === 'range' ? words.join(' – ') : formatList(words, 'disjunction');
  }
  return oneText(field, value, refs);
}

function oneText(field: Field, value: unknown, refs: Refs): string {
  if (field.type === 'date' || field.type === 'instant') {
    const key = `when.${String(value)}`;
    return hasText(key) ? tDynamic(key, '') : /^\d{4}-/.test(String(value)) ? formatDate(String(value).slice(0, 10)) : String(value);
  }
  if (field.type === 'reference') return refs[String(value)]?.name ?? rememberedName(String(value)) ?? '…';
  if (field.options?.length) return optionLabel(field.name, String(value));
  if (field.type === 'boolean') return value === true ? t('ui.yes') : t('ui.no');
  return valueText({ ...field, type: field.type === 'list' ? 'text' : field.type }, value, {}, refs);
}

/** What a new condition on a field starts with. */
export function startOf(field: Field): Condition {
  const [first] = comparisonsOf(field);
  const value = first!.op === 'in' ? [] : field.type === 'boolean' ? true : field.type === 'instant' || field.type === 'date' ? 'today-30d' : '';
  return { field: field.name, op: first!.op, value };
}

/** Whether a condition says something yet; one that does not is not asked. */
export function isComplete({ op, value }: Condition): boolean {
  if (op === 'isnull') return true;
  if (op === 'range') return Array.isArray(value) && value.length === 2 && value.every((end) => end !== '' && end !== null);
  return Array.isArray(value) ? value.length > 0 : value !== '' && value !== null && value !== undefined;
}

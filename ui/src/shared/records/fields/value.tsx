import type { ReactNode } from 'react';
import type { Field, RecordData, Refs } from '@/api';
import { formatRelative, t } from '../../i18n';
import { Avatar, Dot, Tag } from '../../ui';
import { avatarShape, optionLabel, valueText } from '../kinds';
import styles from './value.module.css';

const NUMERIC = new Set(['integer', 'decimal', 'money']);

/** Whether a column is set in figures at its right edge. */
export function isNumeric(field: Field): boolean {
  return NUMERIC.has(field.type) || (field.derived && field.type === 'instant');
}

/**
 * A value as it stands in a cell. Plain elements without state: a grid draws thousands of them a second.
 */
export function renderValue(field: Field, record: RecordData, refs: Refs): ReactNode {
  const value = record[field.name];
  if (value === null || value === undefined || value === '') return null;
  switch (field.type) {
    case 'select':
      return <Tag text={optionLabel(field.name, String(value))} hue={optionHue(field, String(value))} />;
    case 'list':
    case 'multi_select':
      return <Tags field={field} values={value as string[]} />;
    case 'reference':
      return reference(field, String(value), refs);
    case 'instant':
      return <time dateTime={String(value)}>{formatRelative(String(value))}</time>;
    case 'boolean':
      return value === true ? t('ui.yes') : null;
    default:
      return valueText(field, value, record, refs);
  }
}

export function optionHue(field: Field, value: string): number | null {
  return field.options?.find((option) => option.value === value)?.hue ?? null;
}

function Tags({ field, values }: { field: Field; values: string[] }) {
  if (values.length === 0) return null;
  return (
    <span className={styles.tags}>
      {values.map((value) => (
        <Tag key={value} text={field.options?.length ? optionLabel(field.name, value) : value} hue={optionHue(field, value)} />
      ))}
    </span>
  );
}

function reference(field: Field, id: string, refs: Refs): ReactNode {
  const ref = refs[id];
  if (!ref) return null;
  if (field.reference === 'user') {
    return (
      <span className={styles.named}>
        <Avatar name={ref.name} shape={avatarShape('user')} />
        <span className={styles.text}>{ref.name}</span>
      </span>
    );
  }
  return ref.name;
}

/** A stage with its colour. */
export function StageName({ name, hue }: { name: string; hue: number | null }) {
  return (
    <span className={styles.named}>
      <Dot hue={hue} />
      <span className={styles.text}>{name}</span>
    </span>
  );
}

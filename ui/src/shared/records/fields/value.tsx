import { Fragment, type ReactNode } from 'react';
import type { Field, RecordData, Refs } from '@/api';
import { formatRelative, t } from '../../i18n';
import { Avatar, Dot, Tag } from '../../ui';
import { avatarShape, optionLabel, valueText } from '../kinds';
import { rememberedName } from '../names';
import styles from './value.module.css';

const NUMERIC = new Set(['integer', 'decimal', 'money']);

/** Whether a column is set in figures at its right edge. */
export function isNumeric(field: Field): boolean {
  return NUMERIC.has(field.type) || (field.read_only && field.type === 'instant');
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
      return tags(field, value as string[]);
    case 'reference':
      return reference(field, String(value), refs);
    case 'instant':
      return formatRelative(String(value));
    case 'boolean':
      return value === true ? t('ui.yes') : null;
    default:
      return valueText(field, value, record, refs);
  }
}

export function optionHue(field: Field, value: string): number | null {
  return field.options?.find((option) => option.value === value)?.hue ?? null;
}

/** Words with a space between them, and no element around: fewer elements, faster scrolling. */
function tags(field: Field, values: readonly string[]): ReactNode {
  return values.map((value) => (
    <Fragment key={value}>
      <Tag text={field.options?.length ? optionLabel(field.name, value) : value} hue={optionHue(field, value)} />{' '}
    </Fragment>
  ));
}

function reference(field: Field, id: string, refs: Refs): ReactNode {
  const name = refs[id]?.name ?? rememberedName(id);
  if (name === undefined) return null;
  if (field.reference === 'user') {
    return (
      <>
        <Avatar name={name} shape={avatarShape('user')} spaced />
        {name}
      </>
    );
  }
  return name;
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

import { Undo2, type LucideIcon } from 'lucide-react';
import type { Change, FieldChange, Kind, RecordData, Refs } from '@/api';
import { formatRelative, t } from '../../i18n';
import { Button, toastError } from '../../ui';
import { isWritable } from '../forms';
import { fieldLabel, humanise, inSentence, kindLabel, useKinds, valueText } from '../kinds';
import { useWrites } from '../write';
import styles from './ChangeEntry.module.css';
import { Entry } from './Entry';

interface ChangeEntryProps {
  kind: Kind;
  change: Change;
  refs: Refs;
  record: RecordData;
  icon: LucideIcon;
}

const SHOWN = 6;

/** A change in words, with the values before and after, and the way back. */
export function ChangeEntry({ kind: pageKind, change, refs, record, icon }: ChangeEntryProps) {
  const kind = useKinds()?.find(({ name }) => name === change.kind) ?? pageKind;
  const writes = useWrites(kind);
  const fields = change.action === 'update' ? change.fields.filter(({ field }) => !HIDDEN.has(field)) : [];
  const back = Object.fromEntries(fields.filter(({ field }) => writable(kind, field)).map(({ field, from }) => [field, from]));
  const canGoBack = change.record === record.id && record.deleted_at === null && Object.keys(back).length > 0;
  const goBack = () => {
    writes.update(record, back).catch((error: unknown) => toastError(t('record.notRestored'), error));
  };
  return (
    <Entry
      icon={icon}
      title={titleOf(kind, change, fields, refs[change.actor]?.name ?? '')}
      facts={[formatRelative(change.at)]}
      tools={
        canGoBack && (
          <Button size="small" look="quiet" icon={Undo2} onClick={goBack}>
            {t('record.goBack')}
          </Button>
        )
      }
    >
      {fields.length > 0 && (
        <ul>
          {fields.slice(0, SHOWN).map((entry) => (
            <Line key={entry.field} kind={kind} entry={entry} refs={refs} record={record} named={fields.length > 1} />
          ))}
          {fields.length > SHOWN && <li className={styles.more}>{t('timeline.moreFields', { count: fields.length - SHOWN })}</li>}
        </ul>
      )}
    </Entry>
  );
}

/** Fields that follow from others: their change says nothing of its own. */
const HIDDEN = new Set(['position', 'stage_entered_at', 'last_activity_at', 'updated_at', 'revision']);

function Line({ kind, entry, refs, record, named }: { kind: Kind; entry: FieldChange; refs: Refs; record: RecordData; named: boolean }) {
  const field = kind.fields.find(({ name }) => name === entry.field);
  const text = (value: unknown) => (field ? valueText(field, value, record, refs) : value === null ? '' : String(value)) || t('record.emptyValue');
  return (
    <li className={styles.line}>
      {named && <span className={styles.name}>{field ? fieldLabel(field) : humanise(entry.field)}</span>}
      <del className={styles.old}>{text(entry.from)}</del>
      <span aria-hidden> → </span>
      <ins className={styles.new}>{text(entry.to)}</ins>
    </li>
  );
}

function titleOf(kind: Kind, change: Change, fields: readonly FieldChange[], actor: string): string {
  const values = { name: actor, kind: inSentence(kindLabel(kind.name)) };
  if (change.origin === 'import' && change.action === 'create') return t('timeline.imported', values);
  if (change.action === 'update') {
    const [only] = fields;
    if (!only || fields.length > 1) return t('timeline.changedMany', { ...values, count: fields.length });
    const field = kind.fields.find(({ name }) => name === only.field);
    return t('timeline.changed', { ...values, field: field ? fieldLabel(field) : humanise(only.field) });
  }
  return t(`timeline.${change.action}`, values);
}

function writable(kind: Kind, name: string): boolean {
  const field = kind.fields.find((candidate) => candidate.name === name);
  return field !== undefined && (isWritable(field) || name === 'owner');
}

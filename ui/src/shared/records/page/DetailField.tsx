import { Pencil } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { ApiError, Field, Kind, RecordData, Refs } from '@/api';
import { t } from '../../i18n';
import { problemOf, problemText } from '../../problems';
import { IconButton, Link, cx } from '../../ui';
import { InPlaceEditor } from '../fields/InPlaceEditor';
import { renderValue } from '../fields/value';
import { isWritable } from '../forms';
import { fieldLabel } from '../kinds';
import { rememberedName } from '../names';
import { PAGES } from '../useRecordActions';
import { useWrites } from '../write';
import styles from './Details.module.css';
import { FieldHistory } from './FieldHistory';

interface DetailFieldProps {
  kind: Kind;
  field: Field;
  record: RecordData;
  refs: Refs;
  /** Counts how often the editing of this field was asked for from elsewhere. */
  asked: number;
}

/** One line of the details: the value, edited by clicking it; its history beside it. */
export function DetailField({ kind, field, record, refs, asked }: DetailFieldProps) {
  /** The record as it was when the editing began. */
  const [editing, setEditing] = useState<RecordData | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const line = useRef<HTMLElement>(null);
  const writes = useWrites(kind);
  const label = fieldLabel(field);
  const value = record[field.name] ?? null;
  const writable = (isWritable(field) || (field.name === 'owner' && !field.read_only)) && record.deleted_at === null;
  const start = () => {
    setError(null);
    setEditing(record);
  };
  const [answered, setAnswered] = useState(0);
  if (asked > answered && writable) {
    setAnswered(asked);
    start();
  }
  const save = (next: unknown) => {
    const seen = editing ?? record;
    setEditing(null);
    requestAnimationFrame(() => line.current?.querySelector<HTMLElement>('button')?.focus());
    if (JSON.stringify(next ?? null) === JSON.stringify(seen[field.name] ?? null)) return;
    writes.update(seen, { [field.name]: next }).catch((thrown: unknown) => setError(thrown as ApiError));
  };
  const link = linkOf(field, value, refs);

  return (
    <div className={styles.field}>
      <dt title={label}>{label}</dt>
      <dd className={styles.value} ref={line}>
        {editing ? (
          <div className={styles.editor}>
            <InPlaceEditor field={field} value={editing[field.name] ?? null} refs={refs} onCommit={save} onCancel={() => save(editing[field.name])} />
          </div>
        ) : (
          <>
            {link ? (
              <span className={styles.text}>{link}</span>
            ) : writable ? (
              <button type="button" className={cx(styles.edit, field.type === 'long_text' && styles.long)} onClick={start}>
                <span className="visually-hidden">{t('record.editField', { name: label })}</span>
                <Shown field={field} record={record} refs={refs} />
              </button>
            ) : (
              <span className={styles.text}>
                <Shown field={field} record={record} refs={refs} />
              </span>
            )}
            <span className={styles.tools}>
              {link && writable && <IconButton size="small" icon={Pencil} label={t('record.editField', { name: label })} onClick={start} />}
              {!field.read_only && <FieldHistory kind={kind} field={field} record={record} />}
            </span>
          </>
        )}
        {error && (
          <p role="alert" className={styles.error}>
            {t('grid.notSaved', { reason: problemOf(error, field.name) ?? problemText(error) })}
          </p>
        )}
      </dd>
    </div>
  );
}

function Shown({ field, record, refs }: Pick<DetailFieldProps, 'field' | 'record' | 'refs'>) {
  const shown = renderValue(field, record, refs);
  const empty = shown === null || (Array.isArray(shown) && shown.length === 0);
  if (empty) return <span className={styles.empty}>—</span>;
  return field.type === 'list' || field.type === 'multi_select' ? <span className={styles.words}>{shown}</span> : shown;
}

/** Addresses lead somewhere: mail, phone, web, another record. */
function linkOf(field: Field, value: unknown, refs: Refs): ReactNode {
  if (value === null || value === '') return null;
  const text = String(value);
  if (field.type === 'email') return <a href={`mailto:${text}`}>{text}</a>;
  if (field.type === 'phone') return <a href={`tel:${text.replace(/[^+\d]/g, '')}`}>{text}</a>;
  if (field.type === 'url') {
    const href = /^https?:\/\//i.test(text) ? text : `https://${text}`;
    return (
      <a href={href} target="_blank" rel="noreferrer">
        {text.replace(/^https?:\/\/(www\.)?/i, '')}
      </a>
    );
  }
  const plural = field.type === 'reference' && field.reference ? PAGES[field.reference] : undefined;
  return plural ? <Link to={`/${plural}/${text}`}>{refs[text]?.name ?? rememberedName(text) ?? '…'}</Link> : null;
}

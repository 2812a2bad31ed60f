import { useQuery } from '@tanstack/react-query';
import { History, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { type ApiError, type ChangePage, type Field, type Kind, type RecordData, callByName, dependsOn } from '@/api';
import { formatRelative, t } from '../../i18n';
import { Button, ErrorState, IconButton, Popover, SkeletonLines, toastError } from '../../ui';
import { fieldLabel, valueText } from '../kinds';
import { useWrites } from '../write';
import styles from './FieldHistory.module.css';

interface FieldHistoryProps {
  kind: Kind;
  field: Field;
  record: RecordData;
}

const LOOKED_BACK = 200;

/** Every value a field ever had, who set it and when; any of them can be taken back. */
export function FieldHistory({ kind, field, record }: FieldHistoryProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      align="end"
      label={t('record.historyOf', { name: fieldLabel(field) })}
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton size="small" icon={History} label={t('record.historyOf', { name: fieldLabel(field) })} />}
    >
      <Values kind={kind} field={field} record={record} onDone={() => setOpen(false)} />
    </Popover>
  );
}

function Values({ kind, field, record, onDone }: FieldHistoryProps & { onDone: () => void }) {
  const writes = useWrites(kind);
  const history = useQuery<ChangePage, ApiError>({
    queryKey: [`${kind.plural}.history`, { id: record.id, limit: LOOKED_BACK }],
    queryFn: ({ signal }) => callByName(`${kind.plural}.history`, { id: record.id, limit: LOOKED_BACK }, signal),
    meta: { kinds: dependsOn(`${kind.plural}.history`) },
  });
  const values = (history.data?.items ?? []).flatMap((change) => {
    const found = change.fields.find((entry) => entry.field === field.name);
    return found ? [{ change, from: found.from, to: found.to }] : [];
  });
  const oldest = values.at(-1);
  const refs = history.data?.refs ?? {};
  const goBack = (value: unknown) => {
    onDone();
    writes.update(record, { [field.name]: value }).catch((error: unknown) => toastError(t('record.notRestored'), error));
  };
  const entry = (key: string, value: unknown, who: string) => {
    const text = valueText(field, value, record, refs) || t('record.emptyValue');
    return (
      <li key={key} className={styles.entry}>
        <div className={styles.what}>
          <span className={styles.value}>{text}</span>
          <span className={styles.who}>{who}</span>
        </div>
        {JSON.stringify(value ?? null) === JSON.stringify(record[field.name] ?? null) ? (
          <span className={styles.now}>{t('record.now')}</span>
        ) : (
          <Button size="small" icon={Undo2} aria-label={t('record.goBackTo', { value: text })} onClick={() => goBack(value)}>
            {t('record.goBack')}
          </Button>
        )}
      </li>
    );
  };
  return (
    <div className={styles.history}>
      <h3 className={styles.caption}>{t('record.historyOf', { name: fieldLabel(field) })}</h3>
      {history.error ? (
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      ) : history.isPending ? (
        <SkeletonLines count={3} />
      ) : values.length === 0 ? (
        <p className={styles.none}>{t('record.noHistory')}</p>
      ) : (
        <ol>
          {values.map(({ change, to }) => entry(String(change.seq), to, t('record.byAt', { name: refs[change.actor]?.name ?? '', at: formatRelative(change.at) })))}
          {oldest && oldest.change.action !== 'create' && entry('before', oldest.from, t('record.before'))}
        </ol>
      )}
    </div>
  );
}

import { useRef } from 'react';
import { type Field, type FieldProblem, type Kind, type RecordData, type Refs, useCallByName } from '@/api';
import { formatRelative, t } from '../i18n';
import { Button, Dialog } from '../ui';
import styles from './ConflictDialog.module.css';
import { type Conflict, useConflict } from './conflict';
import { fieldLabel, inSentence, kindLabel, recordTitle, useKinds, valueText } from './kinds';
import { rememberedName } from './names';

/** Both values of what two people changed at once, side by side; the user says which stands. */
export default function ConflictDialog() {
  const conflict = useConflict();
  const kinds = useKinds();
  const kind = kinds?.find(({ name }) => name === conflict?.kind);
  return conflict && kinds && kind ? <Compared key={conflict.id} conflict={conflict} kind={kind} kinds={kinds} /> : null;
}

function Compared({ conflict, kind, kinds }: { conflict: Conflict; kind: Kind; kinds: readonly Kind[] }) {
  const { id, fields, decide } = conflict;
  const mine = useRef<HTMLButtonElement>(null);
  const { data } = useCallByName<{ record: RecordData; refs: Refs }>(`${kind.plural}.get`, { id });
  const trashed = fields.some(({ field }) => field === 'deleted_at');
  const name = data ? recordTitle(data.record, kind) : inSentence(kindLabel(kind.name));
  const differing = fields.flatMap((problem) => {
    const field = kind.fields.find((candidate) => candidate.name === problem.field);
    return field ? [{ problem, field }] : [];
  });
  return (
    <Dialog
      open
      // Closing it overwrites nothing.
      onClose={() => decide('theirs')}
      title={t('conflict.title')}
      description={t(trashed ? 'conflict.trashed' : 'conflict.text', { name, at: data ? formatRelative(data.record.updated_at) : '' })}
      initialFocus={mine}
      footer={
        <>
          <Button onClick={() => decide('theirs')}>{t('conflict.takeTheirs')}</Button>
          <Button ref={mine} look="primary" onClick={() => decide('mine')}>
            {t('conflict.keepMine')}
          </Button>
        </>
      }
    >
      {differing.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('conflict.field')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
              <th scope="col">{t('conflict.yours')}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(({ problem, field }) => (
              <tr key={field.name}>
                <th scope="row">{fieldLabel(field)}</th>
                <td>
                  <Shown field={field} value={problem.theirs} record={data?.record} refs={data?.refs} kinds={kinds} />
                </td>
                <td>
                  <Shown field={field} value={problem.yours} record={data?.record} refs={data?.refs} kinds={kinds} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

interface ShownProps {
  field: Field;
  value: FieldProblem['theirs'];
  record: Partial<RecordData> | undefined;
  refs: Refs | undefined;
  kinds: readonly Kind[];
}

function Shown({ field, value, record = NO_RECORD, refs = {}, kinds }: ShownProps) {
  const target = field.type === 'reference' && typeof value === 'string' ? kinds.find(({ name }) => name === field.reference) : undefined;
  const known = target && (refs[String(value)]?.name ?? rememberedName(String(value)));
  const asked = useCallByName<{ record: RecordData }>(`${target?.plural ?? ''}.get`, { id: value }, { enabled: target !== undefined && known === undefined });
  const text = target ? (known ?? (asked.data && recordTitle(asked.data.record, target)) ?? '…') : valueText(field, value, record, refs);
  return text === '' ? <span className={styles.empty}>{t('record.emptyValue')}</span> : text;
}

const NO_RECORD: Partial<RecordData> = {};

import { PencilLine, Trash2, UserRound, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Field, Kind } from '@/api';
import { formatNumber, t } from '../../i18n';
import { Button, FormField, IconButton, Popover, useFocusFirst } from '../../ui';
import { FieldEditor, INVALID } from '../fields/FieldEditor';
import { isWritable } from '../forms';
import { fieldLabel } from '../kinds';
import styles from './BulkBar.module.css';
import { FieldList } from './FieldList';

interface BulkBarProps {
  kind: Kind;
  count: number;
  onSet: (set: Record<string, unknown>) => Promise<boolean>;
  onDelete: () => void;
  onClear: () => void;
}

/** What can be done with the selected rows; floats over the list while there are any. */
export function BulkBar({ kind, count, onSet, onDelete, onClear }: BulkBarProps) {
  const owner = kind.fields.find(({ name, read_only }) => name === 'owner' && !read_only);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('list.bulk')}>
      <strong className={styles.count} role="status">
        {t('list.selected', { count, number: formatNumber(count) })}
      </strong>
      <span className={styles.divider} aria-hidden />
      <SetMany label={t('list.editMany')} icon={PencilLine} fields={kind.fields.filter((field) => isWritable(field))} count={count} onSet={onSet} />
      {owner && <SetMany label={t('list.assignMany')} icon={UserRound} fields={[owner]} count={count} onSet={onSet} />}
      <Button look="quiet" icon={Trash2} onClick={onDelete}>
        {t('ui.delete')}
      </Button>
      <span className={styles.divider} aria-hidden />
      <IconButton icon={X} label={t('list.clearSelection')} keys="escape" onClick={onClear} />
    </div>
  );
}

interface SetManyProps {
  label: string;
  icon: typeof PencilLine;
  fields: readonly Field[];
  count: number;
  onSet: (set: Record<string, unknown>) => Promise<boolean>;
}

/** Sets one field of all selected records: one step, undone as one. */
function SetMany({ label, icon, fields, count, onSet }: SetManyProps) {
  const [open, setOpen] = useState(false);
  const [field, setField] = useState<Field | null>(null);
  // Undefined until something was put in: nobody empties a field of many records by a slip.
  const [value, setValue] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  const chosen = field ?? (fields.length === 1 ? fields[0]! : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || value === undefined || value === INVALID) return;
    setBusy(true);
    const done = await onSet({ [chosen.name]: value });
    setBusy(false);
    if (done) setOpen(false);
  };
  return (
    <Popover
      label={label}
      align="center"
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setField(null);
        setValue(undefined);
      }}
      trigger={
        <Button look="quiet" icon={icon}>
          {label}
        </Button>
      }
    >
      {chosen ? (
        <ValueForm field={chosen} count={count} busy={busy} ready={value !== undefined && value !== INVALID} onChange={setValue} onSubmit={(event) => void submit(event)} />
      ) : (
        <FieldList fields={fields} onChoose={setField} />
      )}
    </Popover>
  );
}

interface ValueFormProps {
  field: Field;
  count: number;
  busy: boolean;
  ready: boolean;
  onChange: (value: unknown) => void;
  onSubmit: (event: FormEvent) => void;
}

function ValueForm({ field, count, busy, ready, onChange, onSubmit }: ValueFormProps) {
  const form = useFocusFirst<HTMLFormElement>();
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit}>
      <FormField label={fieldLabel(field)}>{(ids) => <FieldEditor {...ids} field={field} value={null} refs={{}} onChange={onChange} />}</FormField>
      <Button type="submit" look="primary" busy={busy} disabled={!ready}>
        {t('list.apply', { count, number: formatNumber(count) })}
      </Button>
    </form>
  );
}

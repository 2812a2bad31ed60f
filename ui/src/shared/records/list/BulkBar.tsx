import { PencilLine, Tag, Trash2, UserRound, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Field, Kind } from '@/api';
import { useActionHandler } from '../../actions';
import { formatNumber, t } from '../../i18n';
import { Button, FormField, IconButton, Popover, Tabs, useFocusFirst } from '../../ui';
import { FieldEditor, INVALID } from '../fields/FieldEditor';
import { isWritable } from '../forms';
import { fieldLabel } from '../kinds';
import type { BulkChange } from '../write';
import styles from './BulkBar.module.css';
import { FieldList } from './FieldList';

interface BulkBarProps {
  kind: Kind;
  count: number;
  onChange: (change: BulkChange) => Promise<boolean>;
  onDelete: () => void;
  onClear: () => void;
}

/** What can be done with the selected rows; floats over the list while there are any. */
export function BulkBar({ kind, count, onChange, onDelete, onClear }: BulkBarProps) {
  const tags = kind.fields.find((field) => field.name === 'tags' && isWritable(field));
  const owner = kind.fields.find(({ name, read_only }) => name === 'owner' && !read_only);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('list.bulk')}>
      <strong className={styles.count} role="status">
        {t('list.selected', { count, number: formatNumber(count) })}
      </strong>
      <span className={styles.divider} aria-hidden />
      <ChangeMany action="list.editMany" label={t('list.editMany')} icon={PencilLine} fields={kind.fields.filter((field) => isWritable(field))} count={count} onChange={onChange} />
      {tags && <ChangeMany action="list.tagMany" label={t('list.tagMany')} icon={Tag} fields={[tags]} count={count} onChange={onChange} />}
      {owner && <ChangeMany action="list.assignMany" label={t('list.assignMany')} icon={UserRound} fields={[owner]} count={count} onChange={onChange} />}
      <Button look="quiet" icon={Trash2} onClick={onDelete}>
        {t('ui.delete')}
      </Button>
      <span className={styles.divider} aria-hidden />
      <IconButton icon={X} label={t('list.clearSelection')} keys="escape" onClick={onClear} />
    </div>
  );
}

interface ChangeManyProps {
  /** The action that opens it. */
  action: string;
  label: string;
  icon: typeof PencilLine;
  fields: readonly Field[];
  count: number;
  onChange: (change: BulkChange) => Promise<boolean>;
}

/** What is done with a field: it is set, or, being a list, gets values or loses them. */
const WAYS = ['add', 'remove', 'set'] as const;
type Way = (typeof WAYS)[number];

/** Changes one field of all selected records: one step, undone as one. */
function ChangeMany({ action, label, icon, fields, count, onChange }: ChangeManyProps) {
  const [open, setOpen] = useState(false);
  const [field, setField] = useState<Field | null>(null);
  const [way, setWay] = useState<Way>('add');
  // Undefined until something was put in: nobody empties a field of many records by a slip.
  const [value, setValue] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  const chosen = field ?? (fields.length === 1 ? fields[0]! : null);
  const list = chosen !== null && isList(chosen);
  const ready = value !== undefined && value !== INVALID && (!list || way === 'set' || (value as unknown[]).length > 0);
  const show = (next: boolean) => {
    setOpen(next);
    setField(null);
    setWay('add');
    setValue(undefined);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || !ready) return;
    setBusy(true);
    const done = await onChange({ [list ? way : 'set']: { [chosen.name]: value } });
    setBusy(false);
    if (done) setOpen(false);
  };
  useActionHandler(action, () => show(true));
  return (
    <Popover
      label={label}
      align="center"
      open={open}
      onOpenChange={show}
      trigger={
        <Button look="quiet" icon={icon}>
          {label}
        </Button>
      }
    >
      {chosen ? (
        <ValueForm field={chosen} way={list ? way : null} onWay={setWay} count={count} busy={busy} ready={ready} onChange={setValue} onSubmit={(event) => void submit(event)} />
      ) : (
        <FieldList fields={fields} onChoose={setField} />
      )}
    </Popover>
  );
}

function isList({ type }: Field): boolean {
  return type === 'list' || type === 'multi_select';
}

interface ValueFormProps {
  field: Field;
  /** For a list: what is done with its values. */
  way: Way | null;
  onWay: (way: Way) => void;
  count: number;
  busy: boolean;
  ready: boolean;
  onChange: (value: unknown) => void;
  onSubmit: (event: FormEvent) => void;
}

function ValueForm({ field, way, onWay, count, busy, ready, onChange, onSubmit }: ValueFormProps) {
  const form = useFocusFirst<HTMLFormElement>();
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit}>
      <FormField label={fieldLabel(field)}>{(ids) => <FieldEditor {...ids} field={field} value={null} refs={{}} onChange={onChange} />}</FormField>
      {way && <Tabs label={t('list.way')} value={way} onChange={onWay} tabs={WAYS.map((value) => ({ value, label: t(`list.way.${value}`) }))} />}
      <Button type="submit" look="primary" busy={busy} disabled={!ready}>
        {t('list.apply', { count, number: formatNumber(count) })}
      </Button>
    </form>
  );
}

import { type FormEvent, useState } from 'react';
import { ApiError, call } from '@/api';
import { t } from '@/shared/i18n';
import { problemText } from '@/shared/problems';
import { fromLocalInput, parseDecimal, toLocalInput } from '@/shared/records/fields/parse';
import { Button, Dialog, FormField, Input, toastError } from '@/shared/ui';
import styles from '../Insight.module.css';
import { tell } from './points';

interface AddPointProps {
  id: string;
  unit: string | null;
  onClose: () => void;
  onDone: () => void;
}

/** One value at a moment, by hand. */
export function AddPoint({ id, unit, onClose, onDone }: AddPointProps) {
  const [at, setAt] = useState(() => toLocalInput(new Date().toISOString()));
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const value = parseDecimal(typed);
    const moment = fromLocalInput(at);
    if (typeof value !== 'string') {
      setWrong(t('record.notUnderstood'));
      return;
    }
    setBusy(true);
    try {
      tell(await call('feeds.add_points', { id, points: [{ value: Number(value), ...(moment ? { at: moment } : {}) }] }));
      onDone();
      onClose();
    } catch (error) {
      setBusy(false);
      if (error instanceof ApiError && error.fields.length > 0) setWrong(problemText(error));
      else toastError(t('feeds.notAdded'), error);
    }
  };
  return (
    <Dialog
      open
      size="narrow"
      onClose={onClose}
      title={t('feeds.addPoint')}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" form="add-point" busy={busy}>
            {t('feeds.add')}
          </Button>
        </>
      }
    >
      <form id="add-point" className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <FormField label={unit ? t('feeds.valueIn', { unit }) : t('feeds.value')} required error={wrong}>
          {({ id: control, describedBy, invalid }) => (
            <Input
              id={control}
              aria-describedby={describedBy}
              aria-invalid={invalid || undefined}
              inputMode="decimal"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setWrong(undefined);
              }}
            />
          )}
        </FormField>
        <FormField label={t('plot.when')}>
          {({ id: control }) => <Input id={control} type="datetime-local" max="9999-12-31T23:59" value={at} onChange={(event) => setAt(event.target.value)} />}
        </FormField>
      </form>
    </Dialog>
  );
}

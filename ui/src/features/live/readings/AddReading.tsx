import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@/api';
import { t } from '@/shared/i18n';
import { problemText } from '@/shared/problems';
import { Button, Dialog, FormField, Input, Select, toast } from '@/shared/ui';
import { refreshMirror } from '../refresh';
import own from './Readings.module.css';
import { READINGS, type Reading, axisName, readingName, readingText } from './measures';

/** The moment as a local date and time, as a field of that type takes it. */
function localNow(): string {
  const now = new Date();
  now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
  return now.toISOString().slice(0, 16);
}

const DURATIONS = new Set<string>(['active_minutes', 'sleep', 'sleep_deep', 'sleep_rem', 'sleep_awake', 'mindful']);

/** A reading told by hand. */
export function AddReading({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [measure, setMeasure] = useState<Reading>('heart_rate');
  const [value, setValue] = useState('');
  const [at, setAt] = useState(localNow);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const lasting = DURATIONS.has(measure);
  const add = async () => {
    setBusy(true);
    try {
      const number = Number(value);
      await call('readings.add', { measure, value: number, at: new Date(at).toISOString(), ...(lasting ? { minutes: Math.round(number) } : {}) });
      toast(t('readings.added', { what: readingName(measure), value: readingText(measure, number) }));
      onClose();
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
      refreshMirror(client);
    }
  };
  return (
    <Dialog
      open
      size="narrow"
      title={t('readings.add')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} disabled={value === '' || at === ''} onClick={() => void add()}>
            {t('readings.addNow')}
          </Button>
        </>
      }
    >
      <div className={own.form}>
        <FormField label={t('profile.measure')}>
          {({ id }) => <Select id={id} label={t('profile.measure')} value={measure} options={READINGS.map((one) => ({ value: one, label: readingName(one) }))} onChange={setMeasure} />}
        </FormField>
        <FormField label={lasting ? t('readings.valueMinutes') : t('readings.value', { unit: axisName(measure) })} error={error === null ? undefined : problemText(error)}>
          {({ id, describedBy, invalid }) => <Input id={id} type="number" step="any" aria-describedby={describedBy} aria-invalid={invalid || undefined} value={value} onChange={(event) => setValue(event.target.value)} />}
        </FormField>
        <FormField label={lasting ? t('readings.from') : t('readings.when')}>
          {({ id }) => <Input id={id} type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />}
        </FormField>
      </div>
    </Dialog>
  );
}

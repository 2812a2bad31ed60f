import { Timer } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { t } from '@/shared/i18n';
import { RecordPicker } from '@/shared/records/fields/RecordPicker';
import { Button, FormField, Input } from '@/shared/ui';
import layout from '../Live.module.css';
import styles from './Calls.module.css';
import { useCallControl } from './running';

const LONGEST = 300;

/** Starts a call with somebody or about something; either will do. */
export function StartForm({ focused }: { focused: boolean }) {
  const { start } = useCallControl();
  const [contact, setContact] = useState<string | null>(null);
  const [subject, setSubject] = useState('');
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) first.current?.focus();
  }, [focused]);
  const about = subject.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (about === '' && !contact) return first.current?.focus();
    setBusy(true);
    await start({ ...(about ? { subject: about } : {}), ...(contact ? { contact } : {}) });
    setBusy(false);
  };
  return (
    <form className={styles.start} onSubmit={(event) => void submit(event)}>
      <FormField label={t('calls.about')}>
        {({ id }) => <Input ref={first} id={id} maxLength={LONGEST} value={subject} onChange={(event) => setSubject(event.target.value)} />}
      </FormField>
      <FormField label={t('calls.with')}>{({ id }) => <RecordPicker kind="contact" id={id} label={t('calls.with')} value={contact} onChange={setContact} clearable />}</FormField>
      <Button type="submit" look="primary" icon={Timer} busy={busy}>
        {t('calls.start')}
      </Button>
      <p className={layout.lead}>{t('calls.lead')}</p>
    </form>
  );
}

import { Flag } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { call } from '@/api';
import { t } from '@/shared/i18n';
import { Button, Input, toastError } from '@/shared/ui';
import styles from './Watch.module.css';

const LONGEST = 80;

/** A mark comes back with the feed, to every screen that watches. */
export async function setMark(label: string): Promise<boolean> {
  try {
    await call('live.mark', { label });
    return true;
  } catch (error) {
    toastError(t('live.notMarked'), error);
    return false;
  }
}

/** Writes a word into the traces; without one, that something happened. */
export function MarkForm() {
  const [label, setLabel] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await setMark(label.trim() || t('live.markPlain'))) setLabel('');
  };
  return (
    <form className={styles.mark} onSubmit={(event) => void submit(event)}>
      <Input aria-label={t('live.markWhat')} placeholder={t('live.markWhat')} maxLength={LONGEST} value={label} onChange={(event) => setLabel(event.target.value)} />
      <Button type="submit" icon={Flag}>
        {t('live.mark')}
      </Button>
    </form>
  );
}

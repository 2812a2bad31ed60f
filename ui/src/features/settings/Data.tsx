import { CircleAlert, CircleCheck, Lock, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { type ApiError, type Output, call } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { Button, toastError } from '@/shared/ui';
import { Line, Section } from './Section';
import styles from './Settings.module.css';

type Checked = Output<'changes.verify'>;

/** Where the data lies, how it is protected, and whether its history is whole. */
export function Data({ status }: { status: Output<'app.status'> }) {
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    try {
      setChecked(await call('changes.verify', {}));
    } catch (error) {
      toastError(t('settings.notVerified'), error as ApiError);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('settings.data')}>
      <p className={styles.protection}>
        <Lock aria-hidden />
        <span>
          <strong>{tDynamic(`protection.${status.protection.key}`, status.protection.cipher)}</strong>
          <span className={styles.hint}>{status.protection.sentence}</span>
        </span>
      </p>
      <Line label={t('settings.database')}>
        <code className={styles.path}>{status.database}</code>
      </Line>
      <Line label={t('settings.cipher')}>
        <span>{status.protection.cipher}</span>
      </Line>
      <Line label={t('settings.device')}>
        <code className={styles.path}>{status.device}</code>
      </Line>
      <Line label={t('settings.log')} hint={t('settings.logHint')}>
        <Button icon={ShieldCheck} busy={busy} onClick={() => void verify()}>
          {t('settings.verify')}
        </Button>
      </Line>
      <div role="status">
        {checked && (
          <p className={checked.ok ? styles.good : styles.bad}>
            {checked.ok ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
            {checked.ok
              ? t('settings.verified', { count: checked.checked, number: formatNumber(checked.checked) })
              : t('settings.broken', { seq: checked.broken_at ?? 0, reason: checked.reason ?? '' })}
          </p>
        )}
      </div>
    </Section>
  );
}

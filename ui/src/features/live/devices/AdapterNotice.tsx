import { BluetoothOff, RotateCw } from 'lucide-react';
import { t, tDynamic } from '@/shared/i18n';
import { Button } from '@/shared/ui';
import styles from '../Live.module.css';
import { type Adapter, systemOf } from './describe';

/** Says why devices cannot be reached, and what to do about it on this system. */
export function AdapterNotice({ adapter, busy, onRetry }: { adapter: Adapter; busy: boolean; onRetry: () => void }) {
  const { state, problem, advice } = adapter;
  return (
    <div className={styles.notice} role="alert">
      <BluetoothOff aria-hidden />
      <p className={styles.text}>
        <strong>{tDynamic(`sensing.trouble.${state}`, problem ?? t('devices.unusable'))}</strong>
        <span>{tDynamic(`sensing.advice.${state}_${systemOf(navigator.userAgent)}`, advice ?? '')}</span>
      </p>
      <Button icon={RotateCw} busy={busy} onClick={onRetry}>
        {t('devices.again')}
      </Button>
    </div>
  );
}

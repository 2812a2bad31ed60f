import { t } from '@/shared/i18n';
import { cx } from '@/shared/ui';
import { clock } from '../breathe/Practice';
import styles from './Calibrate.module.css';

const RADIUS = 92;
const ROUND = 2 * Math.PI * RADIUS;

/** A ring that fills as good seconds come, and the time that is left of them. */
export function Ring({ done, whole, small }: { done: number; whole: number; small: boolean }) {
  const share = whole > 0 ? Math.min(1, done / whole) : 0;
  const left = clock(Math.max(0, Math.ceil(whole - done)));
  return (
    <div className={cx(styles.ring, small && styles.small)} role="timer" aria-label={t('calibrate.left', { time: left })}>
      <svg viewBox="0 0 200 200" aria-hidden>
        <circle className={styles.groove} cx="100" cy="100" r={RADIUS} />
        <circle className={styles.filled} cx="100" cy="100" r={RADIUS} strokeDasharray={`${ROUND * share} ${ROUND}`} transform="rotate(-90 100 100)" />
      </svg>
      <span className={styles.time}>{left}</span>
    </div>
  );
}

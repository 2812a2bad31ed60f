import { formatNumber, t } from '@/shared/i18n';
import styles from './Breathe.module.css';
import { type Pace, usePace } from './usePace';

/**
 * A circle that grows and shrinks with the breath, and the same in words. Its motion is what it is for, and slow; who
 * asked for less motion reads the words and the seconds beside a circle that stands still.
 */
export function Pacer({ pace, since }: { pace: Pace; since: number }) {
  const { phase, left } = usePace(pace, since);
  return (
    <div className={styles.pacer}>
      <span aria-hidden className={styles.rim} />
      <span aria-hidden className={styles.lung} data-phase={phase} style={{ transitionDuration: `${phase === 'in' ? pace.inhale : pace.exhale}ms` }} />
      <span className={styles.words}>
        <span className={styles.turn} aria-live="polite">
          {t(`breathe.${phase}`)}
        </span>
        <span className={styles.left} aria-hidden>
          {formatNumber(left)}
        </span>
      </span>
    </div>
  );
}

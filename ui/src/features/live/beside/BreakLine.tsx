import { Coffee } from 'lucide-react';
import { useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { Button } from '@/shared/ui';
import { useBreakControl } from '../breaks/control';
import { Elapsed, clock } from '../calls/Elapsed';
import styles from './Beside.module.css';

const MINUTE = 60;

/** The break that is on, in a line. */
export function BreakLine() {
  const on = useCall('breaks.now', {}).data?.break;
  const { start, end } = useBreakControl();
  useActionHandler('break.start', () => void start({}), on === null);
  useActionHandler('break.end', () => void end(), Boolean(on));
  if (!on) return null;
  return (
    <section className={styles.line} aria-label={t('break.onNow')}>
      <Coffee aria-hidden className={styles.on} />
      <span className={styles.subject}>{t('break.onNow')}</span>
      <Elapsed since={on.started_at} className={styles.clock} />
      <span className={styles.dim}>{t('break.meant', { time: clock(on.minutes * MINUTE) })}</span>
      <span className={styles.tools}>
        <Button size="small" onClick={() => void end()}>
          {t('break.end')}
        </Button>
      </span>
    </section>
  );
}

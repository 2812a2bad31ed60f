import { PhoneOff, X } from 'lucide-react';
import { t } from '@/shared/i18n';
import { Button, IconButton } from '@/shared/ui';
import { goTo } from '@/shared/navigation';
import { clock } from '../calls/Elapsed';
import { Felt } from '../calls/Felt';
import { type CallState, useCallControl } from '../calls/running';
import styles from './Beside.module.css';
import { Outcome } from './Outcome';

/** Asks after a call how it was; put away with one click, and by the next call. */
export function AfterCall({ call }: { call: CallState }) {
  const { putAway } = useCallControl();
  const open = () => {
    putAway();
    goTo(`/wellbeing/calls/${call.call}`);
  };
  return (
    <section className={styles.line} aria-label={t('calls.over')}>
      <PhoneOff aria-hidden />
      <span className={styles.over}>{t('calls.endedAfter', { time: clock(call.seconds) })}</span>
      <Felt call={call.call} />
      <span className={styles.tools}>
        <Outcome activity={call.activity} />
        <Button size="small" onClick={open}>
          {t('calls.lookBack')}
        </Button>
        <IconButton size="small" icon={X} label={t('calls.putAway')} onClick={putAway} />
      </span>
    </section>
  );
}

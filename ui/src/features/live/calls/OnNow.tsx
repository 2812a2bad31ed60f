import { t } from '@/shared/i18n';
import { Link } from '@/shared/ui';
import { SimulatedNotice } from '../Simulated';
import styles from './Calls.module.css';
import { Course } from './Course';
import { Elapsed } from './Elapsed';
import type { CallState } from './running';

/** The call that is on, at large: its line below has what can be done about it. */
export function OnNow({ call }: { call: CallState }) {
  return (
    <section className={styles.now} aria-label={t('calls.onNow')}>
      <h2 className={styles.nowTitle}>
        <Link to={`/wellbeing/calls/${call.call}`}>{t('calls.onNow')}</Link>
        <Elapsed since={call.started_at} className={styles.clock} />
      </h2>
      {call.simulated && <SimulatedNotice />}
      <Course began={call.started_at} course={call.course} stretches={call.stretches} quiet />
    </section>
  );
}

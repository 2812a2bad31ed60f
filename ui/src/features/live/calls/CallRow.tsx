import type { Output } from '@/api';
import { formatNumber, formatRelative, t } from '@/shared/i18n';
import { Sparkline } from '@/shared/plots';
import { Link } from '@/shared/ui';
import { SimulatedTag } from '../Simulated';
import styles from './Calls.module.css';
import { clock } from './Elapsed';
import { courseOf, secondsSince } from './course';

/** A line needs two points. */
const FEWEST = 2;

/** One call that is over: when, how long, how stress went. */
export function CallRow({ call }: { call: Output<'calls.list'>['items'][number] }) {
  const { started_at: began, ended_at: ended } = call;
  const stress = courseOf(call).map((point) => point.stress);
  return (
    <li>
      <Link to={`/wellbeing/calls/${call.id}`} className={styles.row}>
        <span className={styles.subject}>{call.subject ?? t('calls.unnamed')}</span>
        <span className={styles.tagged}>{call.simulated && <SimulatedTag />}</span>
        <span className={styles.spark}>{stress.length >= FEWEST && <Sparkline values={stress} width={88} />}</span>
        <span className={styles.peak}>{call.peak_stress === null ? '' : t('calls.peak', { value: formatNumber(call.peak_stress, 0) })}</span>
        <span className={styles.momentCount}>{call.moments ? t('calls.momentCount', { count: call.moments, number: formatNumber(call.moments) }) : ''}</span>
        <span className={styles.length}>{began && ended && began !== ended ? clock(secondsSince(began, ended)) : ''}</span>
        <time className={styles.when} dateTime={began ?? undefined}>
          {began && formatRelative(began)}
        </time>
      </Link>
    </li>
  );
}

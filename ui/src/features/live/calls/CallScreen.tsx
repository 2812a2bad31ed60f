import { useParams } from '@tanstack/react-router';
import { SquareArrowOutUpRight } from 'lucide-react';
import { type Output, useCall } from '@/api';
import { formatDateTime, formatNumber, t, tDynamic } from '@/shared/i18n';
import { Dot, ErrorState, Link, Page, Progress, SkeletonLines } from '@/shared/ui';
import { Section } from '../Section';
import { SimulatedNotice } from '../Simulated';
import { WhenOn } from '../WhenOn';
import { stateHue } from '../stateHue';
import styles from './Calls.module.css';
import { Course } from './Course';
import { Crumbs } from './Crumbs';
import { Elapsed, clock } from './Elapsed';
import { Felt } from './Felt';
import { Moments } from './Moments';
import { Offered } from './Offered';
import { PrivateNote } from './PrivateNote';
import { type Stretch, courseOf, secondsSince, statesOf, stretchOf } from './course';
import { useRunningCall } from './running';

type Call = Output<'calls.get'>['record'];

/** Most stretches of stress that a page shows. */
const MOMENTS = 100;

/** A call, afterwards or while it is on: its course, what stress there was and why, and the wearer's own note. */
export default function CallScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const found = useCall('calls.get', { id }, { keep: true });
  const record = found.data?.record.id === id ? found.data.record : undefined;
  return (
    <Page
      title={<Crumbs title={record?.subject ?? t('calls.unnamed')} />}
      actions={
        record?.activity && (
          <Link to={`/activities/${record.activity}`} className={styles.out}>
            <SquareArrowOutUpRight aria-hidden />
            {t('calls.activity')}
          </Link>
        )
      }
    >
      <WhenOn>
        {record ? <Body key={id} call={record} /> : found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <SkeletonLines count={8} />}
      </WhenOn>
    </Page>
  );
}

function Body({ call }: { call: Call }) {
  const running = useRunningCall(call.ended_at === null);
  const live = running?.call === call.id ? running : undefined;
  const kept = useCall('stress_moments.list', { filter: { field: 'call', op: 'eq', value: call.id }, ordering: ['began_at'], limit: MOMENTS });
  const began = call.started_at ?? call.created_at;
  const stretches: readonly Stretch[] = live ? live.stretches : (kept.data?.items ?? []).map(stretchOf);
  const states = statesOf(live ? live.states : call.states);
  const peak = live ? live.peak_stress : call.peak_stress;
  return (
    <div className={styles.page}>
      <div className={styles.main}>
        {(live?.simulated ?? call.simulated) && <SimulatedNotice />}
        <dl className={styles.facts}>
          <Fact name={t('calls.began')}>{formatDateTime(began)}</Fact>
          <Fact name={t('calls.lasted')}>{live ? <Elapsed since={began} /> : call.ended_at && call.ended_at !== began ? clock(secondsSince(began, call.ended_at)) : '–'}</Fact>
          <Fact name={t('field.peak_stress')}>{peak === null || peak === undefined ? '–' : formatNumber(peak, 0)}</Fact>
          <Fact name={t('calls.moments')}>{formatNumber(stretches.length)}</Fact>
        </dl>
        <Course began={began} course={live ? live.course : courseOf(call)} stretches={stretches} height={240} />
        {states.length > 0 && <States states={states} />}
        <Moments began={began} stretches={stretches} />
        <Offered call={call.id} />
      </div>
      <aside className={styles.aside} aria-label={t('calls.yours')}>
        <Felt call={call.id} />
        <PrivateNote id={call.id} note={call.note ?? ''} />
      </aside>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How the time was shared among the states. */
function States({ states }: { states: readonly (readonly [string, number])[] }) {
  const all = states.reduce((sum, [, seconds]) => sum + seconds, 0);
  return (
    <Section title={t('calls.states')}>
      <ul className={styles.states}>
        {states.map(([state, seconds]) => {
          const name = tDynamic(`option.${state}`, state);
          return (
            <li key={state}>
              <span className={styles.stateName}>
                {stateHue(state) !== null && <Dot hue={stateHue(state)} />} {name}
              </span>
              <Progress label={name} value={(seconds / Math.max(1, all)) * 100} />
              <span className={styles.seconds}>{clock(seconds)}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

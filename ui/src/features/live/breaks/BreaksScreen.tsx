import { Check, Coffee, Minus } from 'lucide-react';
import { useState } from 'react';
import { type Input, type Output, useCall, usePages } from '@/api';
import { formatNumber, formatRelative, t, tDynamic } from '@/shared/i18n';
import { Button, EmptyState, Page, Select, StatusBar, Wait, cx } from '@/shared/ui';
import layout from '../Live.module.css';
import { Section } from '../Section';
import { WhenOn } from '../WhenOn';
import { Elapsed, clock } from '../calls/Elapsed';
import { secondsSince } from '../calls/course';
import { BeforeAfter } from '../suggestions/BeforeAfter';
import { HelpTabs } from '../suggestions/HelpTabs';
import styles from './Breaks.module.css';
import { useBreakControl } from './control';

type Break = Output<'breaks.list'>['items'][number];
type What = NonNullable<Input<'breaks.start'>['what']>;

const PAGE = 30;
const WHATS: readonly What[] = ['rest', 'walk', 'meal', 'company', 'other'];
const MINUTE = 60;
/** From here on a fraction says nothing more. */
const LARGE = 10;

/** Whether a break is due and why, the one that is on, and those that were taken. */
export default function BreaksScreen() {
  return (
    <Page title={t('nav.suggestions')} beside={<HelpTabs at="breaks" />}>
      <WhenOn>
        <Breaks />
      </WhenOn>
    </Page>
  );
}

function Breaks() {
  const running = useCall('breaks.now', {}).data?.break?.id;
  const taken = usePages<Break>('breaks.list', { ordering: ['-started_at'], limit: PAGE });
  return (
    <div className={layout.scroll}>
      <div className={layout.column}>
        <Now />
        <Section title={t('break.history')}>
          <Wait for={taken}>
            {({ items }) =>
              items.every(({ id }) => id === running) ? (
                <EmptyState icon={Coffee} title={t('break.noneTitle')} text={t('break.noneText')} />
              ) : (
                <>
                  <ul className={styles.rows}>
                    {items.filter(({ id }) => id !== running).map((one) => (
                      <Taken key={one.id} taken={one} />
                    ))}
                  </ul>
                  {taken.more && (
                    <Button look="quiet" busy={taken.loadingMore} onClick={taken.more}>
                      {t('break.earlier')}
                    </Button>
                  )}
                </>
              )
            }
          </Wait>
        </Section>
      </div>
      <StatusBar>{taken.data && <span>{t('break.count', { count: taken.data.items.length, number: formatNumber(taken.data.items.length) })}</span>}</StatusBar>
    </div>
  );
}

/** What speaks for a break right now, and the way to begin or end one. */
function Now() {
  const on = useCall('breaks.now', {});
  const advice = useCall('breaks.advice', {});
  const [what, setWhat] = useState<What>('rest');
  const { start, end } = useBreakControl();
  return (
    <Wait for={on}>
      {({ break: running }) => (
        <section className={styles.now} aria-label={t('break.tab')}>
          {running ? (
            <div className={styles.head}>
              <p className={styles.title}>{t('break.onNow')}</p>
              <span className={styles.clock}>
                <Elapsed since={running.started_at} />
              </span>
              <span className={styles.dim}>{t('break.meant', { time: clock(running.minutes * MINUTE) })}</span>
              <Button look="primary" className={styles.go} onClick={() => void end()}>
                {t('break.end')}
              </Button>
            </div>
          ) : (
            <div className={styles.head}>
              <p className={styles.title}>{advice.data ? t(advice.data.recommended ? 'break.due' : 'break.notDue') : t('break.tab')}</p>
              <span className={styles.go}>
                <Select className={styles.choice} label={t('break.what')} value={what} options={WHATS.map((value) => ({ value, label: tDynamic(`option.${value}`, value) }))} onChange={setWhat} />
                <Button look="primary" icon={Coffee} onClick={() => void start({ what })}>
                  {t('break.start')}
                </Button>
              </span>
            </div>
          )}
          {!running && <Wait for={advice}>{({ evidence }) => <Evidence evidence={evidence} />}</Wait>}
        </section>
      )}
    </Wait>
  );
}

function Evidence({ evidence }: { evidence: Output<'breaks.advice'>['evidence'] }) {
  return (
    <ul className={styles.evidence}>
      {evidence.map(({ code, value, limit, met }) => {
        const Sign = met ? Check : Minus;
        return (
          <li key={code} className={cx(met && styles.met)}>
            <Sign role="img" aria-label={t(met ? 'break.speaks' : 'break.speaksNot')} />
            <span className={styles.what}>{tDynamic(`sensing.measure.${code}`, code)}</span>
            <span className={styles.value}>{value === null ? t('break.notKnown') : formatNumber(value, Math.abs(value) >= LARGE ? 0 : 1)}</span>
            <span className={styles.dim}>{t(limit < 0 ? 'break.below' : 'break.above', { limit: formatNumber(limit) })}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Taken({ taken: { what, started_at: began, ended_at: ended, before, after } }: { taken: Break }) {
  return (
    <li className={styles.row}>
      <span className={styles.name}>{what ? tDynamic(`option.${what}`, what) : ''}</span>
      <BeforeAfter before={before} after={after} />
      <span className={styles.length}>{began && ended ? clock(secondsSince(began, ended)) : t('break.open')}</span>
      <time className={styles.when} dateTime={began ?? undefined}>
        {began && formatRelative(began)}
      </time>
    </li>
  );
}

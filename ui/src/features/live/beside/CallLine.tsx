import { ChevronDown, ChevronUp, PhoneCall, PhoneOff } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { Sparkline } from '@/shared/plots';
import { Button, Dot, IconButton, Link } from '@/shared/ui';
import { SimulatedTag } from '../Simulated';
import { Course } from '../calls/Course';
import { Elapsed } from '../calls/Elapsed';
import { type CallState, useCallControl } from '../calls/running';
import { stateHue } from '../stateHue';
import { AskScript } from './AskScript';
import styles from './Beside.module.css';
import type { Shown } from './ScriptPanel';
import type { Seen } from './useMirrorFeed';

/** A line needs two points. */
const FEWEST = 2;
/** As many points of the course as fit into a word. */
const GLANCE = 60;
const COURSE_HEIGHT = 148;

interface CallLineProps {
  call: CallState;
  seen: Seen | undefined;
  /** Shows scripts that were asked for. */
  onShow: (shown: Shown) => void;
}

/** The call that is on, in a line: how long, what the signals resemble, how stress went; its course on demand. */
export function CallLine({ call, seen, onShow }: CallLineProps) {
  const [open, setOpen] = useState(false);
  const { end } = useCallControl();
  const subject = useCall('calls.get', { id: call.call }).data?.record.subject ?? t('calls.unnamed');
  const moments = call.stretches.length + (call.stressed ? 1 : 0);
  const state = seen?.state ?? 'unknown';
  return (
    <section className={styles.call} aria-label={t('calls.onNow')}>
      {open && (
        <div className={styles.course}>
          <Course began={call.started_at} course={call.course} stretches={call.stretches} height={COURSE_HEIGHT} quiet />
        </div>
      )}
      <div className={styles.line}>
        <PhoneCall aria-hidden className={styles.on} />
        <Link to={`/wellbeing/calls/${call.call}`} className={styles.subject}>
          {subject}
        </Link>
        <Elapsed since={call.started_at} className={styles.clock} />
        <span className={styles.state}>
          {stateHue(state) !== null && <Dot hue={stateHue(state)} />}
          {seen ? tDynamic(`option.${state}`, state) : t('calls.noSignal')}
        </span>
        {call.course.length >= FEWEST && (
          <span className={styles.glance}>
            <Sparkline values={call.course.slice(-GLANCE).map(({ stress }) => stress)} label={t('calls.glance')} />
          </span>
        )}
        {moments > 0 && <span className={styles.moments}>{t('calls.momentCount', { count: moments, number: formatNumber(moments) })}</span>}
        {(call.simulated || seen?.simulated) && <SimulatedTag />}
        <span className={styles.tools}>
          <AskScript onShow={onShow} />
          <IconButton size="small" icon={open ? ChevronDown : ChevronUp} label={open ? t('calls.hideCourse') : t('calls.showCourse')} aria-expanded={open} onClick={() => setOpen(!open)} />
          <Button size="small" icon={PhoneOff} onClick={() => void end()}>
            {t('calls.end')}
          </Button>
        </span>
      </div>
    </section>
  );
}

import { useState } from 'react';
import { actionSubject, useActionHandler } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { toastError } from '@/shared/ui';
import { aboutRecord } from '../calls/about';
import { useCallControl, useEndedCall, useRunningCall } from '../calls/running';
import { AfterCall } from './AfterCall';
import styles from './Beside.module.css';
import { BreakLine } from './BreakLine';
import { CallLine } from './CallLine';
import { Calmer } from './Calmer';
import { Offer } from './Offer';
import { ScriptPanel, type Shown } from './ScriptPanel';
import { useOffer } from './offers';
import { useMirrorFeed } from './useMirrorFeed';

/** The lines beside every screen: why it is calmer, what may help, the break or call that is on, the call that ended. */
export default function Companion() {
  const seen = useMirrorFeed();
  const running = useRunningCall();
  const over = useEndedCall();
  const offer = useOffer(running?.call ?? null);
  const [shown, setShown] = useState<Shown | null>(null);
  const { start, end } = useCallControl();
  const begin = async () => {
    try {
      const subject = actionSubject();
      const about = subject ? await aboutRecord(subject) : null;
      if (about) await start(about);
      else goTo('/wellbeing/calls', { start: true });
    } catch (error) {
      toastError(t('calls.notStarted'), error);
    }
  };
  useActionHandler('call.start', () => void begin(), running === null);
  useActionHandler('call.end', () => void end(), Boolean(running));
  return (
    <div className={styles.lines}>
      <Calmer />
      <div role="status">{offer && <Offer key={offer.id} suggestion={offer} onScript={(suggestion, script) => setShown({ suggestion, scripts: [script] })} />}</div>
      <BreakLine />
      {running && shown && <ScriptPanel key={shown.suggestion} shown={shown} onClose={() => setShown(null)} />}
      {running && <CallLine call={running} seen={seen} onShow={setShown} />}
      {!running && over && <AfterCall call={over} />}
      <p className="visually-hidden" role="status">
        {running ? t('calls.onNow') : ''}
      </p>
    </div>
  );
}

import { Check, Unplug, Volume2, VolumeX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { Button, Dialog, EmptyState, cx } from '@/shared/ui';
import type { GuideView } from '../../frame';
import { paceOf } from '../breathe/usePace';
import { Pacer } from '../breathe/Pacer';
import styles from './Calibrate.module.css';
import { Contact } from './Contact';
import { Ring } from './Ring';
import { type Chime, openChime } from './chime';
import { useCalibration } from './useCalibration';

const PHASES = ['eyes_open', 'eyes_closed', 'paced_breathing'] as const;
/** Fewer lost seconds than these go without saying. */
const LOST_WORTH_TELLING = 3;

interface CalibrationProps {
  open: boolean;
  /** Tenths of a breath a minute. */
  pace: number;
  onClose: () => void;
  /** One that is on already was found. */
  onResume: () => void;
}

/** Five quiet minutes, led step by step over the whole screen. A tone tells closed eyes that a step is over. */
export function Calibration({ open, pace, onClose, onResume }: CalibrationProps) {
  const { guide, observation, silent, starting, start, cancel, clear } = useCalibration(onResume);
  const [leaving, setLeaving] = useState(false);
  const [sound, setSound] = useState(true);
  const chime = useRef<Chime>(undefined);
  const stage = useRef<HTMLDivElement>(null);
  const step = guide ? `${guide.phase} ${guide.status}` : '';
  const before = useRef(step);
  useEffect(() => {
    if (before.current && step && before.current !== step && sound) chime.current?.(guide?.status === 'running' ? 1 : 2);
    before.current = step;
  }, [step, sound, guide?.status]);
  const running = guide?.status === 'running';
  const close = () => {
    if (running) return setLeaving(true);
    clear();
    onClose();
  };
  const begin = () => {
    chime.current ??= openChime();
    start();
  };
  return (
    <Dialog
      open={open}
      size="full"
      title={t('calibrate.title')}
      onClose={close}
      initialFocus={stage}
      footer={
        <>
          <Button icon={sound ? Volume2 : VolumeX} aria-pressed={sound} className={styles.sound} onClick={() => setSound(!sound)}>
            {t(sound ? 'calibrate.soundOn' : 'calibrate.soundOff')}
          </Button>
          {running && !leaving && <Button onClick={() => setLeaving(true)}>{t('calibrate.cancel')}</Button>}
          {!guide && (
            <Button look="primary" busy={starting} onClick={begin}>
              {t('calibrate.begin')}
            </Button>
          )}
          {guide?.status === 'failed' && (
            <Button look="primary" busy={starting} onClick={begin}>
              {t('calibrate.again')}
            </Button>
          )}
          {guide?.status === 'done' && (
            <Button look="primary" onClick={close}>
              {t('calibrate.see')}
            </Button>
          )}
        </>
      }
    >
      <div ref={stage} tabIndex={-1} className={styles.stage}>
        {leaving && running && (
          <div className={styles.leaving} role="alert">
            <p>{t('calibrate.leave')}</p>
            <div className={styles.choices}>
              <Button onClick={() => setLeaving(false)}>{t('calibrate.goOn')}</Button>
              <Button
                look="danger"
                onClick={() => {
                  setLeaving(false);
                  cancel();
                  onClose();
                }}
              >
                {t('calibrate.stop')}
              </Button>
            </div>
          </div>
        )}
        {!guide && <Before />}
        {running && <Step guide={guide} pace={pace} />}
        {running && <Contact observation={observation} silent={silent} lost={guide.seconds_lost >= LOST_WORTH_TELLING ? guide.seconds_lost : 0} />}
        {guide?.status === 'done' && <EmptyState icon={Check} title={t('calibrate.done')} text={t('calibrate.doneText')} />}
        {guide?.status === 'failed' && <Failed lost={guide.seconds_lost} />}
      </div>
    </Dialog>
  );
}

/** What will be asked, before it begins. */
function Before() {
  return (
    <div className={styles.before}>
      <p className={styles.lead}>{t('calibrate.intro')}</p>
      <ol className={styles.list}>
        {PHASES.map((phase, index) => (
          <li key={phase}>
            <span className={styles.mark}>{formatNumber(index + 1)}</span>
            <span>
              <strong>{tDynamic(`sensing.phase.${phase}`, phase)}</strong>
              <span className={styles.dim}>{t(`calibrate.text.${phase}`)}</span>
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.dim}>{t('calibrate.prepare')}</p>
    </div>
  );
}

/** The step that is on: what to do, and how long still. */
function Step({ guide: { phase, seconds, seconds_needed: needed }, pace }: { guide: GuideView; pace: number }) {
  const at = PHASES.indexOf(phase);
  const [began] = useState(() => Date.now());
  return (
    <>
      <ol className={styles.steps} aria-label={t('calibrate.steps')}>
        {PHASES.map((one, index) => (
          <li key={one} className={cx(styles.step, index === at && styles.current, index < at && styles.past)} aria-current={index === at ? 'step' : undefined}>
            {t(`profile.phase.${one}`)}
          </li>
        ))}
      </ol>
      <div role="status" className={styles.say}>
        <p className={styles.title}>{tDynamic(`sensing.phase.${phase}`, phase)}</p>
        <p className={styles.lead}>{t(`calibrate.text.${phase}`)}</p>
      </div>
      {phase === 'paced_breathing' ? <Pacer pace={paceOf(pace)} since={began} /> : null}
      <Ring done={seconds} whole={needed} small={phase === 'paced_breathing'} />
    </>
  );
}

function Failed({ lost }: { lost: number }) {
  return <EmptyState icon={Unplug} tone="bad" title={t('calibrate.failed')} text={t('calibrate.failedText', { seconds: formatNumber(lost, 0) })} />;
}

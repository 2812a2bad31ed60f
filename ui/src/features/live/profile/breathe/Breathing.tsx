import { useQueryClient } from '@tanstack/react-query';
import { HeartPulse, Wind } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { type Output, call, useCall } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { Button, FormField, Select, Wait, toastError } from '@/shared/ui';
import styles from '../../Live.module.css';
import { NumberField } from '../../NumberField';
import { refreshMirror } from '../../refresh';
import own from './Breathe.module.css';
import { Practice } from './Practice';
import { PastExercises, Result } from './Result';

type On = NonNullable<Output<'breathing.status'>['breathing']>;
type Done = Output<'breathing.stop'>;

const MINUTES = ['1', '2', '3', '5', '10'] as const;
const TENTHS = 10;

/** Paced breathing: the pace and length to choose, the breath to follow, and the heart before and after. */
export function Breathing({ pace }: { pace: number }) {
  const status = useCall('breathing.status', {});
  return <Wait for={status}>{({ breathing }) => <Exercise pace={pace} found={breathing} />}</Wait>;
}

function Exercise({ pace, found }: { pace: number; found: On | null }) {
  const client = useQueryClient();
  const [tenths, setTenths] = useState(pace);
  const [minutes, setMinutes] = useState<string>('3');
  // One that is on, since the screen was left or in another window, goes on.
  const [on, setOn] = useState<{ view: On; since: number } | null>(found && { view: found, since: Date.now() - found.elapsed_ms });
  const [done, setDone] = useState<Done | null>(null);
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      const { breathing } = await call('breathing.start', { breaths_per_minute_tenths: tenths });
      setDone(null);
      if (breathing) setOn({ view: breathing, since: Date.now() });
    } catch (error) {
      toastError(t('breathe.notStarted'), error);
    } finally {
      setBusy(false);
    }
  };
  const stop = useCallback(async () => {
    try {
      setDone(await call('breathing.stop', {}));
    } catch (error) {
      toastError(t('breathe.notStopped'), error);
    } finally {
      setOn(null);
      refreshMirror(client);
    }
  }, [client]);
  const length = Number(minutes) * 60;
  const over = on && Math.max(0, on.since + length * 1000 - Date.now());
  useEffect(() => {
    if (over === null) return;
    const timer = setTimeout(() => void stop(), over);
    return () => clearTimeout(timer);
    // Only a new exercise or another length sets the end anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [on, length, stop]);
  if (on) return <Practice view={on.view} since={on.since} length={length} onStop={() => void stop()} />;
  return (
    <>
      <p className={styles.lead}>{t('breathe.lead')}</p>
      {done && <Result done={done} />}
      <div className={own.stage}>
        <div className={own.choose}>
          <FormField label={t('breathe.length')}>
            {({ id }) => (
              <Select
                id={id}
                label={t('breathe.length')}
                value={minutes}
                options={MINUTES.map((value) => ({ value: value as string, label: t('breathe.minutes', { count: Number(value), number: formatNumber(Number(value)) }) }))}
                onChange={setMinutes}
              />
            )}
          </FormField>
          <NumberField label={t('prefs.breaths_per_minute_tenths')} value={tenths / TENTHS} least={3} most={12} step={0.5} onCommit={(value) => setTenths(Math.round(value * TENTHS))} />
          <Button look="primary" icon={Wind} busy={busy} onClick={() => void start()}>
            {t(done ? 'breathe.again' : 'breathe.start')}
          </Button>
        </div>
        <p className={styles.facts}>
          <span className={styles.link}>
            <HeartPulse aria-hidden /> {t('breathe.withDevice')}
          </span>
        </p>
      </div>
      <PastExercises />
    </>
  );
}

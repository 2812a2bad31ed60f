import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { type Output, call } from '@/api';
import { formatDateTime, formatDuration, formatList, formatNumber, t, tDynamic } from '@/shared/i18n';
import { problemText } from '@/shared/problems';
import { Button, Select } from '@/shared/ui';
import { SimulatedTag } from '../Simulated';
import styles from './Rules.module.css';

const DAYS = ['1', '7', '30'] as const;
const SHOWN = 5;

interface TrialProps {
  condition: unknown;
  times: { for_seconds: number; at_least_seconds: number; pause_seconds: number };
}

/** How often the rule would have switched on in the last days, by what was kept of them. */
export function Trial({ condition, times }: TrialProps) {
  const [days, setDays] = useState<string>('7');
  const [tried, setTried] = useState<Output<'rules.try'> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async () => {
    setBusy(true);
    setError(null);
    try {
      setTried(await call('rules.try', { condition, ...times, days: Number(days) }));
    } catch (failed) {
      setTried(null);
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <fieldset className={styles.part}>
      <legend>{t('rules.try')}</legend>
      <div className={styles.trial}>
        <Select label={t('rules.days')} className={styles.days} value={days} options={DAYS.map((value) => ({ value: value as string, label: t('rules.lastDays', { count: Number(value), number: formatNumber(Number(value)) }) }))} onChange={setDays} />
        <Button icon={FlaskConical} busy={busy} disabled={condition === null || condition === undefined} onClick={() => void attempt()}>
          {t('rules.tryNow')}
        </Button>
      </div>
      <div role="status">
        {tried && <Outcome tried={tried} />}
        {error !== null && <p className={styles.wrong}>{problemText(error)}</p>}
      </div>
    </fieldset>
  );
}

function Outcome({ tried: { times, minutes, measured_minutes: measured, fired, ignored, simulated } }: { tried: Output<'rules.try'> }) {
  if (measured === 0) return <p className={styles.note}>{t('rules.nothingMeasured')}</p>;
  return (
    <div className={styles.outcome}>
      <p>
        <strong>{t('rules.wouldFire', { count: times, number: formatNumber(times) })}</strong> {simulated && <SimulatedTag />}
      </p>
      <p className={styles.note}>{t('rules.ofMeasured', { on: formatDuration(minutes), measured: formatDuration(measured) })}</p>
      {ignored.length > 0 && <p className={styles.note}>{t('rules.ignored', { measures: formatList(ignored.map((measure) => tDynamic(measure === 'state' ? 'field.state' : `sensing.measure.${measure}`, measure))) })}</p>}
      {fired.length > 0 && (
        <ul className={styles.note}>
          {fired.slice(-SHOWN).map(({ at, minutes: lasted }) => (
            <li key={at}>{t('rules.firedAt', { date: formatDateTime(at), duration: formatDuration(lasted) })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

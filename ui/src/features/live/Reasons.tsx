import type { Output } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import styles from './Reasons.module.css';

type Reason = Output<'calls.suggest'>['scripts'][number]['reasons'][number];

/** Reasons that say all by being there: their number means nothing to a reader. */
const PLAIN = new Set(['situation', 'state', 'helped_before', 'offered_lately']);

/** Measures that are held against a limit; the others against what is usual for the wearer. */
const LIMITED = new Set(['stress', 'fatigue', 'calm', 'focus', 'minutes_since_break', 'minutes_in_call', 'calls_today', 'rmssd_vs_baseline']);
/** From here on a fraction says nothing more. */
const LARGE = 10;

const figure = (value: number) => formatNumber(value, Math.abs(value) >= LARGE ? 0 : 1);

/** A reason in words: what was measured, and its value beside what is usual. */
export function reasonText({ code, value, against }: Reason): [what: string, value: string] {
  if (PLAIN.has(code)) return [tDynamic(`sensing.reason.${code}`, code), ''];
  const [measured, held] = [figure(value), against === null ? '' : figure(against)];
  const words = held === '' ? measured : t(LIMITED.has(code) ? 'calls.limit' : 'calls.against', { value: measured, usual: held });
  return [tDynamic(`sensing.measure.${code}`, code), words];
}

/** What led to something, one measurement after the other. */
export function Reasons({ reasons, most = 5 }: { reasons: readonly Reason[]; most?: number }) {
  if (reasons.length === 0) return null;
  return (
    <ul className={styles.reasons}>
      {reasons.slice(0, most).map((reason) => {
        const [what, value] = reasonText(reason);
        return (
          <li key={reason.code}>
            {what} {value && <strong>{value}</strong>}
          </li>
        );
      })}
    </ul>
  );
}

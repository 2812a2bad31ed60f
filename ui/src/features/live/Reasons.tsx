import type { Output } from '@/api';
import { formatDigits, t, tDynamic } from '@/shared/i18n';
import styles from './Reasons.module.css';

type Reason = Output<'calls.suggest'>['scripts'][number]['reasons'][number];

/** Reasons that say all by being there: their number means nothing to a reader. */
const PLAIN = new Set(['situation', 'state', 'helped_before', 'offered_lately']);

/** A reason in words: what was measured, and its value beside what is usual. */
export function reasonText({ code, value, against }: Reason): [what: string, value: string] {
  if (PLAIN.has(code)) return [tDynamic(`sensing.reason.${code}`, code), ''];
  const measured = formatDigits(value);
  return [tDynamic(`sensing.measure.${code}`, code), against === null ? measured : t('calls.against', { value: measured, usual: formatDigits(against) })];
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

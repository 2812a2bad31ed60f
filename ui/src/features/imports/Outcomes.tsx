import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { cx } from '@/shared/ui';
import { OUTCOMES, type Outcome, type Totals } from './model';
import styles from './Outcomes.module.css';

export function outcomeLabel(outcome: Outcome): string {
  return tDynamic(`import.outcome.${outcome}`, outcome);
}

/** What became, or will become, of a row. */
export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  return <span className={cx(styles.mark, styles[outcome])}>{outcomeLabel(outcome)}</span>;
}

interface OutcomeFilterProps {
  totals: Totals | null;
  value: Outcome | null;
  onChange: (outcome: Outcome | null) => void;
}

/** Counts by outcome; each narrows the rows below to its own. */
export function OutcomeFilter({ totals, value, onChange }: OutcomeFilterProps) {
  const all = totals ? (totals.rows ?? OUTCOMES.reduce((sum, outcome) => sum + (totals[outcome] ?? 0), 0)) : null;
  return (
    <div className={styles.filter} role="group" aria-label={t('import.byOutcome')}>
      <button type="button" className={styles.chip} aria-pressed={value === null} onClick={() => onChange(null)}>
        {t('import.allRows')}
        {all !== null && <span className={styles.number}>{formatNumber(all)}</span>}
      </button>
      {OUTCOMES.filter((outcome) => !totals || (totals[outcome] ?? 0) > 0 || outcome === value).map((outcome) => (
        <button key={outcome} type="button" className={styles.chip} aria-pressed={value === outcome} onClick={() => onChange(value === outcome ? null : outcome)}>
          <span aria-hidden className={cx(styles.dot, styles[outcome])} />
          {outcomeLabel(outcome)}
          {totals && <span className={styles.number}>{formatNumber(totals[outcome] ?? 0)}</span>}
        </button>
      ))}
    </div>
  );
}

import { Check, Minus } from 'lucide-react';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import styles from './Suggestions.module.css';

/** The measures that say whether something helped. */
const TELLING = ['stress', 'rmssd', 'heart_rate'] as const;

type Measures = Partial<Record<string, number>>;

interface BeforeAfterProps {
  before: unknown;
  after: unknown;
  /** Undefined where nobody judges it, such as of a break that was taken unasked. */
  helped?: boolean | null;
}

/** The measures before and after, and whether that is better. Nothing where nothing was measured afterwards. */
export function BeforeAfter({ before, after, helped }: BeforeAfterProps) {
  const [from, to] = [(before ?? {}) as Measures, (after ?? {}) as Measures];
  const both = TELLING.filter((measure) => from[measure] !== undefined && to[measure] !== undefined);
  if (both.length === 0) return null;
  const Sign = helped ? Check : Minus;
  return (
    <p className={styles.change}>
      {typeof helped === 'boolean' && (
        <strong className={helped ? styles.good : undefined}>
          <Sign aria-hidden /> {t(helped ? 'suggestion.helped' : 'suggestion.notHelped')}
        </strong>
      )}
      {both.map((measure) => (
        <span key={measure}>{t('suggestion.change', { what: tDynamic(`sensing.measure.${measure}`, measure), from: formatNumber(from[measure]!, 0), to: formatNumber(to[measure]!, 0) })}</span>
      ))}
    </p>
  );
}

import { Minus, Plus } from 'lucide-react';
import { formatDigits, formatPercent, t, tDynamic } from '@/shared/i18n';
import { Progress } from '@/shared/ui';
import type { Observation } from '../frame';
import { Section } from '../Section';
import styles from './Watch.module.css';

/** More reasons than these say nothing more. */
const REASONS_SHOWN = 5;

/** What the signals resemble, how sure that is, and the measurements that led to it. */
export function State({ observation: { state, confidence, reasons } }: { observation: Observation }) {
  const percent = formatPercent(confidence);
  return (
    <Section title={t('live.state')}>
      <p className={styles.big} role="status">
        {tDynamic(`option.${state}`, state)}
      </p>
      {state === 'unknown' ? (
        <p className={styles.dim}>{t('live.unknownText')}</p>
      ) : (
        <div className={styles.sure}>
          <p className={styles.dim}>{t('live.confidence', { percent })}</p>
          <Progress label={t('live.confidence', { percent })} value={confidence * 100} />
        </div>
      )}
      {reasons.length > 0 && (
        <>
          <h3 className={styles.small}>{t('live.reasons')}</h3>
          <ul className={styles.lines}>
            {reasons.slice(0, REASONS_SHOWN).map(({ code, value, against, weight }) => {
              const Sign = weight < 0 ? Minus : Plus;
              return (
                <li key={code} className={styles.line}>
                  <Sign role="img" aria-label={t(weight < 0 ? 'live.against' : 'live.for')} />
                  <span className={styles.what}>{tDynamic(`sensing.measure.${code}`, code)}</span>
                  <span className={styles.value}>{formatDigits(value)}</span>
                  {against !== null && <span className={styles.dim}>{t('live.usual', { value: formatDigits(against) })}</span>}
                </li>
              );
            })}
          </ul>
        </>
      )}
      <p className={styles.truth}>{t('live.truth')}</p>
    </Section>
  );
}

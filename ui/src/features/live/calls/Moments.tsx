import { formatNumber, formatTime, t } from '@/shared/i18n';
import { Reasons } from '../Reasons';
import { Section } from '../Section';
import styles from './Calls.module.css';
import { clock } from './Elapsed';
import { type Stretch, secondsSince } from './course';

/** The stretches of stress of a call: when, how long, how high, and what led to each. */
export function Moments({ began, stretches }: { began: string; stretches: readonly Stretch[] }) {
  return (
    <Section title={t('calls.moments')}>
      {stretches.length === 0 ? (
        <p className={styles.dim}>{t('calls.noMoments')}</p>
      ) : (
        <ol className={styles.moments}>
          {stretches.map((stretch) => (
            <li key={stretch.began_at}>
              <span className={styles.momentAt}>{clock(secondsSince(began, stretch.began_at))}</span>
              <span className={styles.momentText}>
                <span>
                  {t('calls.momentLine', { length: clock(secondsSince(stretch.began_at, stretch.ended_at)), peak: formatNumber(stretch.peak, 0) })}{' '}
                  <time className={styles.dim} dateTime={stretch.began_at}>
                    {formatTime(stretch.began_at)}
                  </time>
                </span>
                <Reasons reasons={stretch.reasons} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

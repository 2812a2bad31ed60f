import { Info, Unplug } from 'lucide-react';
import { formatNumber, t } from '@/shared/i18n';
import { Dot, cx } from '@/shared/ui';
import type { Observation } from '../../frame';
import { grade } from '../../watch/grade';
import styles from './Calibrate.module.css';

/** The headband's socket for a further electrode: mostly nothing is in it. */
const SPARE = 'AUX';
const HUES = { good: 165, fair: 75, poor: 25 } as const;
/** Which advice helps against which flaw. */
const ADVICE = { silent: 'contact', flat: 'contact', railing: 'contact', large: 'contact', hum: 'hum', movement: 'still', clench: 'jaw', gaps: 'near' } as const;

interface ContactProps {
  observation: Observation | undefined;
  silent: boolean;
  /** Seconds of this step that did not count. */
  lost: number;
}

/** How good the signal is right now, channel by channel, and what would make it better. */
export function Contact({ observation, silent, lost }: ContactProps) {
  const channels = (observation?.quality ?? []).filter(({ channel }) => channel !== SPARE);
  const quality = observation?.features['quality'];
  const flaws = channels.filter((channel) => grade(channel.quality) !== 'good').flatMap(({ artefacts }) => artefacts);
  const advice = [...new Set(flaws.flatMap((flaw) => (flaw in ADVICE ? [ADVICE[flaw as keyof typeof ADVICE]] : [])))];
  const poor = quality !== undefined && grade(quality) === 'poor';
  return (
    <div className={styles.contact}>
      {silent ? (
        <p className={cx(styles.notice, styles.bad)} role="alert">
          <Unplug aria-hidden /> {t('calibrate.silent')}
        </p>
      ) : (
        <>
          {channels.length > 0 ? (
            <ul className={styles.channels} aria-label={t('live.quality')}>
              {channels.map(({ channel, quality: points }) => (
                <li key={channel}>
                  <Dot hue={HUES[grade(points)]} /> {channel} <span className={styles.dim}>{t(`live.quality.${grade(points)}`)}</span>
                </li>
              ))}
            </ul>
          ) : (
            quality !== undefined && (
              <p className={styles.notice}>
                <Dot hue={HUES[grade(quality)]} /> {t('live.quality')}: {t(`live.quality.${grade(quality)}`)}
              </p>
            )
          )}
          {(poor || advice.length > 0) && (
            <p className={styles.notice} role="status">
              <Info aria-hidden /> {advice.length > 0 ? advice.slice(0, 2).map((code) => t(`calibrate.advice.${code}`)).join(' ') : t('calibrate.advice.contact')}
            </p>
          )}
        </>
      )}
      {lost > 0 && (
        <p className={styles.notice}>
          <Info aria-hidden /> {t('calibrate.lost', { count: Math.round(lost), number: formatNumber(lost, 0) })}
        </p>
      )}
    </div>
  );
}

import { formatNumber, t } from '@/shared/i18n';
import { Lines } from '@/shared/plots';
import type { Observation } from '../frame';
import { Section } from '../Section';
import type { Beat } from './store';
import styles from './Watch.module.css';

const TACHOGRAM_HEIGHT = 160;
/** A line needs two beats. */
const FEWEST_BEATS = 2;

/** The heart: its rate, how much it varies, the breath that shows in it, and its rhythm beat by beat. */
export function Heart({ features, beats }: { features: Observation['features']; beats: readonly Beat[] }) {
  const { heart_rate: rate, rmssd, respiration, lf_hf: ratio } = features;
  const newest = beats.at(-1)?.at ?? 0;
  return (
    <Section title={t('live.heart')}>
      {rate === undefined && beats.length === 0 && <p className={styles.dim}>{t('live.noHeart')}</p>}
      {rate !== undefined && (
        <p className={styles.big}>
          {formatNumber(rate, 0)} <span className={styles.unit}>{t('sensing.unit.bpm')}</span>
        </p>
      )}
      <ul className={styles.lines}>
        {rmssd !== undefined && <Line what={t('sensing.measure.rmssd')} value={`${formatNumber(rmssd, 0)} ${t('sensing.unit.ms')}`} />}
        {respiration !== undefined && <Line what={t('sensing.measure.respiration')} value={formatNumber(respiration, 1)} />}
        {ratio !== undefined && <Line what={t('sensing.measure.lf_hf')} value={formatNumber(ratio, 2)} />}
      </ul>
      {beats.length >= FEWEST_BEATS && (
        <Lines
          title={t('live.rr')}
          description={t('live.rrText')}
          height={TACHOGRAM_HEIGHT}
          x={{ name: t('live.ago'), format: (value) => formatNumber(value, 0) }}
          y={{ name: t('live.interval'), format: (value) => formatNumber(value, 0) }}
          series={[{ name: t('live.rr'), points: beats.map(({ at, interval }) => ({ x: (at - newest) / 1000, y: interval })) }]}
        />
      )}
    </Section>
  );
}

function Line({ what, value }: { what: string; value: string }) {
  return (
    <li className={styles.line}>
      <span className={styles.what}>{what}</span>
      <span className={styles.value}>{value}</span>
    </li>
  );
}

import { t, tDynamic } from '@/shared/i18n';
import { Dot } from '@/shared/ui';
import type { Observation } from '../frame';
import { Section } from '../Section';
import styles from './Watch.module.css';
import { grade } from './grade';

const HUES = { good: 165, fair: 75, poor: 25 } as const;

/** How good each channel is, and what spoils it. */
export function Quality({ quality }: { quality: Observation['quality'] }) {
  return (
    <Section title={t('live.quality')}>
      <ul className={styles.channels}>
        {quality.map(({ channel, quality: points, artefacts }) => (
          <li key={channel}>
            <span className={styles.channel}>
              <Dot hue={HUES[grade(points)]} /> {tDynamic(`live.channel.${channel}`, channel)}
            </span>
            <span>{t(`live.quality.${grade(points)}`)}</span>
            <span className={styles.dim}>{[...new Set(artefacts)].map((code) => tDynamic(`sensing.flaw.${code}`, code)).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { formatPercent, t, tDynamic } from '@/shared/i18n';
import { Progress } from '@/shared/ui';
import type { Observation } from '../frame';
import { Section } from '../Section';
import styles from './Watch.module.css';

/** How the power of the brain waves is shared among the bands. */
export function Bands({ bands }: { bands: Observation['bands'] }) {
  return (
    <Section title={t('live.bands')}>
      <ul className={styles.bars}>
        {bands.map(({ band, share }) => {
          const name = tDynamic(`sensing.measure.${band}`, band);
          return (
            <li key={band}>
              <span>{name}</span>
              <Progress label={name} value={share * 100} />
              <span className={styles.value}>{formatPercent(share)}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

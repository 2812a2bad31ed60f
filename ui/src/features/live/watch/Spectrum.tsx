import { useState } from 'react';
import { formatDigits, formatNumber, t, tDynamic } from '@/shared/i18n';
import { Lines } from '@/shared/plots';
import { Select } from '@/shared/ui';
import type { Observation } from '../frame';
import { Section } from '../Section';
import styles from './Watch.module.css';

/** The bands of brain waves in hertz, as the core shares the power out among them. */
const BANDS = [
  { band: 'delta', from: 1, to: 4 },
  { band: 'theta', from: 4, to: 8 },
  { band: 'alpha', from: 8, to: 13 },
  { band: 'beta', from: 13, to: 30 },
  { band: 'gamma', from: 30, to: 44 },
] as const;
/** What lies below is drift, what lies above the mains' hum. */
const LOWEST = 1;
const HIGHEST = 45;
const ALL = 'all';
/** The headband's socket for a further electrode. */
const SPARE = 'AUX';

/** Power by frequency, channel by channel, with the bands behind it. */
export function Spectrum({ spectra }: { spectra: Observation['spectra'] }) {
  const [wanted, setWanted] = useState<string>(ALL);
  const worn = spectra.filter(({ channel }) => channel !== SPARE);
  const shown = worn.some(({ channel }) => channel === wanted) ? worn.filter(({ channel }) => channel === wanted) : worn;
  const value = shown.length === 1 ? shown[0]!.channel : ALL;
  return (
    <Section title={t('live.spectrum')}>
      <Lines
        quiet
        title={t('live.spectrum')}
        description={t('live.spectrumText')}
        height={220}
        tools={
          <Select
            size="small"
            className={styles.pick}
            label={t('live.channels')}
            value={value}
            options={[{ value: ALL, label: t('live.allChannels') }, ...worn.map(({ channel }) => ({ value: channel, label: channel }))]}
            onChange={setWanted}
          />
        }
        stretches={BANDS.map(({ band, from, to }) => ({ from, to, label: tDynamic(`sensing.measure.${band}`, band), tone: 'quiet' as const }))}
        x={{ name: t('live.hertz'), format: (hertz) => t('live.hertzOf', { number: formatNumber(hertz, 1) }), formatTick: (hertz) => formatNumber(hertz) }}
        y={{ name: t('live.density'), kind: 'log', format: (power) => formatDigits(power) }}
        series={shown.map(({ channel, from, step, density }) => ({
          name: channel,
          points: density.flatMap((power, at) => {
            const hertz = from + at * step;
            return hertz >= LOWEST && hertz <= HIGHEST ? [{ x: hertz, y: power }] : [];
          }),
        }))}
      />
    </Section>
  );
}

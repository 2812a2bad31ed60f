import { useState } from 'react';
import { formatPercent, t } from '@/shared/i18n';
import { Cumulative, Distribution as Histogram } from '@/shared/plots';
import { Select, Tabs } from '@/shared/ui';
import type { Distribution } from '../model';
import { chanceOf } from './agreement';
import styles from './Result.module.css';
import { quantityName, writing } from './words';

type Shape = 'histogram' | 'cumulative';

interface DistributionsProps {
  distributions: readonly Distribution[];
  /** The chance to reach the target, where a method has found it more exactly than the bins tell. */
  reached?: number | undefined;
  title?: string;
}

/** How likely which amounts are: as a histogram, or as the chance to reach at least so much. */
export function Distributions({ distributions, reached, title }: DistributionsProps) {
  const [shape, setShape] = useState<Shape>('histogram');
  const [wanted, setWanted] = useState('0');
  const distribution = distributions[Number(wanted)] ?? distributions[0];
  if (!distribution) return null;
  const { bins, percentiles, markers } = distribution;
  const { format, tick } = writing(distribution);
  const name = quantityName(distribution.quantity, distribution.subject);
  const goal = markers.find(({ code }) => code === 'target')?.value;
  const chance = goal === undefined ? undefined : distribution === distributions[0] && reached !== undefined ? reached : chanceOf(bins, goal);
  const share = (wantedShare: number) => percentiles.find((percentile) => Math.abs(percentile.share - wantedShare) < 1e-9)?.value;
  const common = {
    title: title ?? name, format, formatTick: tick, unit: name,
    tools: (
      <div className={styles.tools}>
        {distributions.length > 1 && (
          <Select
            size="small"
            look="quiet"
            label={t('insight.distribution')}
            value={wanted}
            options={distributions.map((one, index) => ({ value: String(index), label: quantityName(one.quantity, one.subject) }))}
            onChange={setWanted}
          />
        )}
        <Tabs
          label={t('insight.shape')}
          value={shape}
          onChange={setShape}
          tabs={[
            { value: 'histogram', label: t('insight.histogram') },
            { value: 'cumulative', label: t('insight.cumulative') },
          ]}
        />
      </div>
    ),
  };
  if (shape === 'cumulative') {
    const points = [...bins.map(({ from, probability, cumulative }) => ({ value: from, chance: 1 - (cumulative - probability) })), ...(bins.length ? [{ value: bins.at(-1)!.to, chance: 0 }] : [])];
    return (
      <Cumulative
        {...common}
        description={t('insight.cumulativeText')}
        points={points}
        target={goal === undefined || chance === undefined ? undefined : { value: goal, chance, label: t('insight.reach', { chance: formatPercent(chance), value: tick(goal) }) }}
      />
    );
  }
  const landmarks = ([[0.1, 'plot.p10Short'], [0.5, 'plot.p50Short'], [0.9, 'plot.p90Short']] as const).flatMap(([part, label]) => {
    const value = share(part);
    return value === undefined ? [] : [{ value, label: t(label) }];
  });
  return (
    <Histogram
      {...common}
      description={t(goal === undefined ? 'insight.histogramText' : 'insight.histogramTargetText')}
      bins={bins}
      landmarks={landmarks}
      target={goal === undefined || chance === undefined ? undefined : { value: goal, label: t('insight.reach', { chance: formatPercent(chance), value: tick(goal) }) }}
    />
  );
}

import { ArrowRight } from 'lucide-react';
import { Fragment } from 'react';
import { formatDigits, formatMoney, formatNumber, formatPercent, t, tDynamic } from '@/shared/i18n';
import { Bars } from '@/shared/plots';
import { humanise } from '@/shared/records/kinds';
import type { Path } from '../model';
import styles from './Result.module.css';

/** The likeliest ways it can go, with what each brings and, where a circuit made it, its amplitude and phase. */
export function Paths({ paths }: { paths: readonly Path[] }) {
  if (paths.length === 0) return null;
  const worth = paths.some(({ expected_value: value }) => value !== null);
  const days = paths.some((path) => path.days !== null);
  const waves = paths.some(({ amplitude }) => amplitude !== null);
  return (
    <Bars
      label={t('insight.paths')}
      columns={[t('insight.path'), t('plot.probability'), ...(worth ? [t('insight.expectedValue')] : []), ...(days ? [t('insight.daysTaken')] : []), ...(waves ? [t('insight.amplitude'), t('insight.phase')] : [])]}
      rows={paths.map((path, index) => ({
        key: String(index),
        name: <Steps path={path} />,
        note: path.low < path.high ? t('plot.range', { low: formatPercent(path.low, 1), high: formatPercent(path.high, 1) }) : undefined,
        value: path.probability,
        cells: [
          formatPercent(path.probability, path.probability < 0.01 ? 2 : 1),
          ...(worth ? [path.expected_value === null ? '–' : formatMoney(Math.round(path.expected_value) || 0, path.currency)] : []),
          ...(days ? [path.days === null ? '–' : formatNumber(path.days, 0)] : []),
          ...(waves ? [path.amplitude === null ? '–' : formatDigits(path.amplitude.modulus), path.amplitude === null ? '–' : degrees(path.amplitude.phase)] : []),
        ],
      }))}
    />
  );
}

function Steps({ path: { steps } }: { path: Path }) {
  return (
    <span className={styles.steps}>
      {steps.map((step, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same state may come twice
        <Fragment key={index}>
          {index > 0 && <ArrowRight aria-hidden />}
          <span className={styles.step}>{step.label ?? tDynamic(`simulation.state.${step.code}`, humanise(step.code))}</span>
        </Fragment>
      ))}
    </span>
  );
}

/** A phase in radians, as people picture angles. */
function degrees(phase: number): string {
  const angle = Math.round((phase * 180) / Math.PI);
  return t('insight.degrees', { number: formatNumber(angle === -180 ? 180 : angle || 0) });
}

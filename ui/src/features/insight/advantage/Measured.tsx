import { Info } from 'lucide-react';
import type { JobResults } from '@/api';
import { formatDigits, formatNumber, formatPercent, t } from '@/shared/i18n';
import { Bars, Lines, type Series } from '@/shared/plots';
import { Notes } from '../result/Notes';
import result from '../result/Result.module.css';
import { methodName, secondsText } from '../result/words';
import own from './Advantage.module.css';

type Advantage = JobResults['advantage.measure'];
type Cost = 'queries' | 'seconds';

/** What was measured: calls and samples over the error, then the time of both, then every number. */
export function Measured({ advantage }: { advantage: Advantage }) {
  const { rows } = advantage;
  const narrowest = rows.at(-1);
  if (!narrowest) return null;
  return (
    <div className={result.result}>
      <p className={own.honest}>
        <Info aria-hidden />
        <span>
          {t('advantage.calls.honest', { epsilon: formatDigits(narrowest.epsilon), times: formatNumber(narrowest.samples_per_query, 1) })}{' '}
          {t(narrowest.seconds_ratio >= 1 ? 'advantage.longer' : 'advantage.shorter', { times: formatDigits(narrowest.seconds_ratio >= 1 ? narrowest.seconds_ratio : 1 / narrowest.seconds_ratio, 2) })}
        </span>
      </p>
      <div className={result.plots}>
        <Lines
          title={t('advantage.calls')}
          description={t('advantage.callsText', { queries: formatNumber(advantage.query_exponent, 2), samples: formatNumber(advantage.sample_exponent, 2) })}
          height={280}
          x={errorAxis()}
          y={{ name: t('advantage.count'), kind: 'log', format: (value) => formatNumber(value, 0), formatTick: (value) => formatDigits(value, 1) }}
          series={seriesOf(rows, 'queries')}
        />
        <Lines
          title={t('advantage.time')}
          description={t('advantage.timeText')}
          height={280}
          x={errorAxis()}
          y={{ name: t('advantage.seconds'), kind: 'log', format: secondsText, formatTick: (value) => formatDigits(value, 1) }}
          series={seriesOf(rows, 'seconds')}
        />
      </div>
      <Table rows={rows} />
      <Notes notes={advantage.notes} />
    </div>
  );
}

function errorAxis() {
  return { name: t('advantage.error'), kind: 'log', format: (value: number) => t('advantage.within', { value: formatDigits(value) }), formatTick: (value: number) => formatDigits(value, 1) } as const;
}

function seriesOf(rows: Advantage['rows'], cost: Cost): Series[] {
  return (rows[0]?.methods ?? []).map(({ method }, at) => ({
    name: t(`advantage.method.${method === 'monte_carlo' ? 'monte_carlo' : method === 'iterative_amplitude_estimation' ? 'iterative' : 'likelihood'}`),
    shape: 'both',
    points: rows.flatMap((row) => {
      const found = row.methods[at];
      // Over the error that was reached, not the one asked for: nobody is credited for doing too much.
      return found && found.half_width > 0 ? [{ x: found.half_width, y: found[cost], rows: [[t('advantage.coverage'), formatPercent(found.coverage)] as const] }] : [];
    }),
  }));
}

function Table({ rows }: { rows: Advantage['rows'] }) {
  const label = t('advantage.numbers');
  return (
    <section className={result.section}>
      <h3 className={result.heading}>{label}</h3>
      <Bars
        label={label}
        columns={[t('advantage.asked'), t('advantage.reached'), t('advantage.count'), t('advantage.coverage'), t('advantage.seconds')]}
        rows={rows.flatMap((row) =>
          row.methods.map((method) => ({
            key: `${row.epsilon}${method.method}`,
            name: t('advantage.rowName', { epsilon: formatDigits(row.epsilon), method: methodName(method.method) }),
            value: null,
            cells: [t('advantage.within', { value: formatDigits(method.half_width) }), formatNumber(method.queries, 0), formatPercent(method.coverage), secondsText(method.seconds)],
          })),
        )}
      />
    </section>
  );
}

import { formatNumber, formatPercent, t, tDynamic } from '@/shared/i18n';
import { Intervals } from '@/shared/plots';
import styles from '../result/Result.module.css';
import { writing } from '../result/words';
import { type Coverage as CoverageData, quarterName } from './model';

/** Past quarters: the bar is what would have been forecast at their beginning, the point is what came. */
export function Coverage({ coverage, model }: { coverage: CoverageData; model: string }) {
  const { format, tick } = writing({ unit: coverage.unit, currency: coverage.currency || null });
  // Few quarters prove little: it is right as long as what was promised is not ruled out.
  const kept = coverage.low <= coverage.nominal && coverage.nominal <= coverage.high;
  return (
    <div className={styles.methods}>
      <Intervals
        title={t('models.coverage')}
        description={[t('models.coverageText'), tDynamic(`models.counted.${model}`, '')].join(' ').trim()}
        unit={t('models.came')}
        format={format}
        formatTick={tick}
        estimates={coverage.quarters.map((quarter) => ({
          name: quarterName(quarter), value: quarter.actual, low: quarter.p10, high: quarter.p90,
          note: [format(quarter.actual), t(quarter.inside ? 'models.inside' : 'models.outside')].join(' · '),
        }))}
        alike
      />
      <p className={styles.verdict} data-agree={kept}>
        {t(kept ? 'models.coverage.kept' : 'models.coverage.missed', {
          inside: formatNumber(coverage.inside), all: formatNumber(coverage.quarters.length), share: formatPercent(coverage.nominal),
        })}
      </p>
    </div>
  );
}

import { formatDigits, formatNumber, formatPercent, t } from '@/shared/i18n';
import { Lines } from '@/shared/plots';
import insight from '../Insight.module.css';
import styles from '../result/Result.module.css';
import { type Score, scoreName, verdictOf } from './model';

/** How good probabilities were: Brier's score in words, and predictions against what came of them. */
export function Scores({ score }: { score: Score }) {
  const most = Math.max(...score.bins.map(({ count }) => count), 1);
  const verdict = verdictOf(score);
  return (
    <div className={styles.methods}>
      <Lines
        title={scoreName(score.code)}
        description={t('models.reliabilityText')}
        height={280}
        x={{ name: t('models.predicted'), kind: 'share', format: (value) => formatPercent(value, 1), formatTick: (value) => formatPercent(value) }}
        y={{ name: t('models.observed'), kind: 'share', format: (value) => formatPercent(value, 1), formatTick: (value) => formatPercent(value) }}
        guides={[{ label: t('models.perfect'), points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] }]}
        series={[
          {
            name: scoreName(score.code),
            shape: 'points',
            points: score.bins
              .filter(({ count }) => count > 0)
              .map(({ predicted, observed, count, low, high }) => ({
                x: predicted, y: observed, weight: count / most, low, high,
                rows: [[t('plot.interval'), t('plot.range', { low: formatPercent(low), high: formatPercent(high) })] as const, [t('models.predictions'), formatNumber(count)] as const],
              })),
          },
        ]}
      />
      <p className={styles.verdict} data-agree={verdict !== 'bad'}>
        {t(`models.brier.${verdict}`, { brier: formatDigits(score.brier), reference: formatDigits(score.reference), skill: formatPercent(Math.abs(score.skill)), number: formatNumber(score.count) })}
      </p>
      <p className={insight.dim}>{t('models.logScore', { log: formatDigits(score.log), reference: formatDigits(score.log_reference) })}</p>
    </div>
  );
}

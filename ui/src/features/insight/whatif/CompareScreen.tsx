import { useSearch } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useCall } from '@/api';
import { formatDate, formatPercent, t } from '@/shared/i18n';
import { Bars, Intervals } from '@/shared/plots';
import { Link, Page, Tag, Wait } from '@/shared/ui';
import { Crumbs } from '../Crumbs';
import styles from '../Insight.module.css';
import result from '../result/Result.module.css';
import { writing } from '../result/words';
import { type Comparison, variableName } from './model';

type Compared = Comparison['items'][number];

/** What-ifs side by side: what each brings over how things stand, what it risks, and whether another is better in both. */
export default function CompareScreen() {
  const { ids = '' } = useSearch({ strict: false }) as { ids?: string };
  const comparison = useCall('scenarios.compare', { ids: String(ids).split(',').filter(Boolean) });
  return (
    <Page title={<Crumbs to="/scenarios" parent={t('whatIf.title')} title={t('whatIf.compare')} />}>
      <div className={styles.scroll}>
        <div className={styles.wide}>
          <Wait for={comparison}>{(data) => <Beside comparison={data} />}</Wait>
        </div>
      </div>
    </Page>
  );
}

function Beside({ comparison }: { comparison: Comparison }) {
  const { items, missing } = comparison;
  const currency = items[0]?.currency;
  const { format, tick } = writing({ unit: 'money', currency });
  const warnings = [
    ...(comparison.same_currency ? [] : [t('whatIf.otherCurrency')]),
    ...(comparison.same_months ? [] : [t('whatIf.otherMonths')]),
    ...(comparison.same_day ? [] : [t('whatIf.otherDay')]),
    ...(comparison.same_worlds ? [] : [t('whatIf.otherWorlds')]),
    ...(missing.length > 0 ? [t('whatIf.missing', { count: missing.length })] : []),
  ];
  return (
    <div className={result.result}>
      {warnings.length > 0 && (
        <ul className={result.notes}>
          {warnings.map((warning) => (
            <li key={warning} className={result.note} data-level="caution">
              <TriangleAlert aria-label={t('insight.caution')} />
              <span>{warning}</span>
            </li>
          ))}
        </ul>
      )}
      <Intervals
        title={t('whatIf.impacts')}
        description={t('whatIf.impactsText')}
        unit={t('whatIf.impact')}
        format={format}
        formatTick={tick}
        alike
        estimates={items.map((item) => ({ name: item.name, value: item.impact.mean.value, low: item.impact.p10, high: item.impact.p90, note: signed(item.impact.mean.value, format) }))}
        reference={{ value: 0, label: t('scenario.baseline') }}
      />
      <Bars
        label={t('whatIf.compare')}
        columns={[t('kind.scenario'), t('whatIf.expected'), t('whatIf.impact'), t('whatIf.betterShort'), t('whatIf.row.cvar')]}
        rows={items.map((item) => ({
          key: item.id,
          name: <Name item={item} />,
          note: [changesText(item), t('whatIf.untilTold', { date: formatDate(item.until) })].filter(Boolean).join(' · '),
          value: null,
          cells: [format(item.scenario.mean.value), signed(item.impact.mean.value, format), formatPercent(item.impact.better.value), format(item.scenario.conditional_value_at_risk_95.value)],
        }))}
      />
      <p className={styles.dim}>{t('whatIf.efficientText')}</p>
    </div>
  );
}

function Name({ item }: { item: Compared }) {
  return (
    <span className={styles.tagged}>
      <Link to={`/scenarios/${item.id}`}>{item.name}</Link>
      {item.efficient && <Tag text={t('whatIf.efficient')} hue={165} />}
      {!item.feasible && <Tag text={t('whatIf.infeasible')} hue={25} />}
    </span>
  );
}

function changesText({ changed, currency }: Compared): string {
  return changed
    .map((level) => {
      const { format } = writing({ unit: level.unit, currency });
      return t('whatIf.changeTold', { name: variableName(level), from: format(level.baseline), to: format(level.scenario) });
    })
    .join(', ');
}

function signed(value: number, format: (value: number) => string): string {
  return `${value > 0 ? '+' : ''}${format(value)}`;
}

import { CircleAlert, Plus } from 'lucide-react';
import { formatDate, formatNumber, formatPercent, t } from '@/shared/i18n';
import { Bars, Lines, Tornado } from '@/shared/plots';
import { IconButton } from '@/shared/ui';
import styles from '../Insight.module.css';
import type { SimulationResult } from '../model';
import { Courses } from '../result/Courses';
import { Notes } from '../result/Notes';
import { countText, sourceName } from '../result/Provenance';
import result from '../result/Result.module.css';
import { type Writing, secondsText, subjectName, writing } from '../result/words';
import { type Level, type ScenarioResult, type Violation, variableName } from './model';
import own from './WhatIf.module.css';

type Action = ScenarioResult['actions'][number];

interface OutcomesProps {
  result: ScenarioResult;
  /** Takes a proposed step over into what is changed. */
  onTake: (action: Action) => void;
}

/** What a what-if would mean: a sentence, both ways beside each other, its risk in words, and what would help most. */
export function Outcomes({ result: answer, onTake }: OutcomesProps) {
  const money = writing({ unit: 'money', currency: answer.currency });
  const { impact } = answer;
  const up = impact.mean.value >= 0;
  const same = answer.levels.every(({ baseline, scenario }) => baseline === scenario);
  return (
    <div className={result.result}>
      <header>
        <p className={styles.headline}>
          {same
            ? t('whatIf.headlineSame', { value: money.format(answer.baseline.mean.value), date: formatDate(answer.until) })
            : t(up ? 'whatIf.headlineMore' : 'whatIf.headlineLess', {
                value: money.format(Math.abs(impact.mean.value)), share: impact.relative === null ? '' : formatPercent(Math.abs(impact.relative), 1), date: formatDate(answer.until),
              })}
        </p>
        {!same && <p className={styles.lead}>{t('whatIf.better', { number: formatNumber(Math.round(impact.better.value * 100)), low: money.format(impact.p10), high: money.format(impact.p90) })}</p>}
      </header>
      {answer.violations.length > 0 && <Violations violations={answer.violations} currency={answer.currency} levels={answer.levels} />}
      <Comparison answer={answer} money={money} />
      <div className={result.plots}>
        <Chances distributions={answer.distributions} money={money} />
        {answer.series.length > 0 && <Courses series={answer.series.toReversed()} title={t('whatIf.course')} />}
        {answer.sensitivities.length > 0 && <Sensitivities answer={answer} money={money} />}
        {answer.actions.length > 0 && <Actions answer={answer} money={money} onTake={onTake} />}
      </div>
      <Notes notes={answer.notes} />
      <p className={styles.dim}>
        {[...answer.data.map((data) => `${sourceName(data)} ${countText(data)}`), t('whatIf.seedTold', { seed: formatNumber(answer.seed) }), secondsText(answer.seconds)].join(' · ')}
      </p>
    </div>
  );
}

function Violations({ violations, currency, levels }: { violations: readonly Violation[]; currency: string; levels: readonly Level[] }) {
  return (
    <div role="alert">
      <ul className={own.violations}>
        {violations.map((violation) => {
          const unit = levels.find(({ variable }) => variable === violation.variable)?.unit ?? 'money';
          const { format } = writing({ unit, currency });
          const above = violation.max !== null && violation.level > violation.max;
          return (
            <li key={variableName(violation)}>
              <CircleAlert aria-hidden />
              {t(above ? 'whatIf.above' : 'whatIf.below', { name: variableName(violation), level: format(violation.level), bound: format((above ? violation.max : violation.min) ?? 0) })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Both ways beside each other; risk in a sentence, since its names say nothing. */
function Comparison({ answer: { baseline, scenario }, money }: { answer: ScenarioResult; money: Writing }) {
  const rows = [
    ['expected', baseline.mean.value, scenario.mean.value],
    ['p10', baseline.p10, scenario.p10],
    ['p90', baseline.p90, scenario.p90],
    ['var', baseline.value_at_risk_95.value, scenario.value_at_risk_95.value],
    ['cvar', baseline.conditional_value_at_risk_95.value, scenario.conditional_value_at_risk_95.value],
  ] as const;
  return (
    <section className={result.section}>
      <Bars
        label={t('whatIf.both')}
        columns={[t('whatIf.what'), t('scenario.baseline'), t('scenario.scenario'), t('plot.swing')]}
        rows={rows.map(([name, before, after]) => ({
          key: name,
          name: t(`whatIf.row.${name}`),
          note: name === 'var' || name === 'cvar' ? t(`whatIf.row.${name}.text`, { value: money.format(Math.max(0, after)) }) : undefined,
          value: null,
          cells: [money.format(before), money.format(after), `${after > before ? '+' : ''}${money.format(after - before)}`],
        }))}
      />
    </section>
  );
}

/** How likely at least so much is, both ways: where one line lies above the other, it is the better one. */
function Chances({ distributions, money }: { distributions: SimulationResult['distributions']; money: Writing }) {
  return (
    <Lines
      title={t('whatIf.chances')}
      description={t('whatIf.chancesText')}
      height={260}
      x={{ name: t('whatIf.atLeastAxis'), format: money.format, formatTick: money.tick }}
      y={{ name: t('plot.chance'), kind: 'share', format: (value) => formatPercent(value, 1), formatTick: (value) => formatPercent(value) }}
      series={distributions.toReversed().map(({ subject, bins }) => ({
        name: subject ? subjectName(subject) : '',
        points: bins.map(({ from, probability, cumulative }) => ({ x: from, y: Math.max(0, 1 - (cumulative - probability)) })),
      }))}
    />
  );
}

function Sensitivities({ answer, money }: { answer: ScenarioResult; money: Writing }) {
  const base = answer.scenario.mean.value;
  return (
    <Tornado
      title={t('whatIf.sensitivity')}
      description={t('whatIf.sensitivityText')}
      unit={t('whatIf.expected')}
      base={{ value: base, label: money.tick(base) }}
      format={money.format}
      formatTick={money.tick}
      sensitivities={answer.sensitivities.map((one) => ({
        name: variableName(one), low: base - one.per_percent.value, high: base + one.per_percent.value, lowAt: t('whatIf.percentLess'), highAt: t('whatIf.percentMore'),
      }))}
    />
  );
}

function Actions({ answer, money, onTake }: { answer: ScenarioResult; money: Writing; onTake: (action: Action) => void }) {
  const unitOf = (action: Action) => answer.levels.find(({ variable }) => variable === action.variable)?.unit ?? 'ratio';
  return (
    <section className={result.section}>
      <h3 className={result.heading}>{t('whatIf.actions')}</h3>
      <p className={result.text}>{t('whatIf.actionsText')}</p>
      <Bars
        label={t('whatIf.actions')}
        columns={[t('whatIf.step'), t('whatIf.gain'), t('whatIf.risk'), t('whatIf.take')]}
        rows={answer.actions.map((action) => {
          const { format } = writing({ unit: unitOf(action), currency: answer.currency });
          const name = variableName(action);
          return {
            key: name,
            name,
            note: [t('whatIf.fromTo', { from: format(action.from), to: format(action.to) }), t('whatIf.gainIn', { low: money.format(action.gain.low), high: money.format(action.gain.high) }), ...(action.limited ? [t('whatIf.limited')] : [])].join(' · '),
            value: action.gain.value,
            cells: [
              money.format(action.gain.value),
              `${action.risk > 0 ? '+' : ''}${money.format(action.risk)}`,
              <IconButton key="take" size="small" icon={Plus} label={t('whatIf.takeNamed', { name })} onClick={() => onTake(action)} />,
            ],
          };
        })}
      />
    </section>
  );
}

import { ChevronRight } from 'lucide-react';
import type { ApiError } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { parseDecimal, parseInteger } from '@/shared/records/fields/parse';
import { problemOf } from '@/shared/problems';
import { FormField, Input } from '@/shared/ui';
import styles from '../Insight.module.css';
import type { Bound, Draft } from './draft';
import { type Level, type Variables, keyOf } from './model';
import { NumberInput } from './NumberInput';
import { VariableSlider } from './VariableSlider';
import own from './WhatIf.module.css';

interface EditorProps {
  draft: Draft;
  variables: Variables;
  onChange: (change: Partial<Draft>) => void;
  error: ApiError | null;
}

/** What is changed: a slider for each variable, the stages' own win rates below, then what frames it all. */
export function Editor({ draft, variables, onChange, error }: EditorProps) {
  const whole = variables.items.filter(({ stage }) => stage === null);
  const stages = variables.items.filter(({ stage }) => stage !== null);
  const slider = (level: Level) => {
    const key = keyOf(level);
    return (
      <VariableSlider
        key={key}
        level={level}
        currency={variables.currency}
        value={draft.levels[key] ?? level.baseline}
        bound={draft.bounds[key] ?? NO_BOUND}
        onChange={(value) => onChange({ levels: { ...draft.levels, [key]: value } })}
        onBound={(bound) => onChange({ bounds: { ...draft.bounds, [key]: bound } })}
      />
    );
  };
  const changed = stages.some((level) => draft.levels[keyOf(level)] !== undefined || draft.bounds[keyOf(level)] !== undefined);
  const wrong = problemOf(error, 'parameters.changes') ?? problemOf(error, 'parameters.constraints');
  const frame = (part: Partial<Draft['frame']>) => onChange({ frame: { ...draft.frame, ...part } });
  return (
    <div className={own.form}>
      <FormField label={t('field.name')} error={problemOf(error, 'name')}>
        {({ id, describedBy, invalid }) => (
          <Input id={id} aria-describedby={describedBy} aria-invalid={invalid || undefined} placeholder={t('whatIf.unnamed')} maxLength={200} value={draft.name} onChange={(event) => onChange({ name: event.target.value })} />
        )}
      </FormField>
      <div className={own.variables}>{whole.map(slider)}</div>
      {wrong && (
        <p className={styles.problem} role="alert">
          {wrong}
        </p>
      )}
      {stages.length > 0 && (
        <details className={styles.more} open={changed || undefined}>
          <summary>
            <ChevronRight aria-hidden />
            {t('whatIf.byStage', { number: formatNumber(stages.length) })}
          </summary>
          <div className={own.variables}>{stages.map(slider)}</div>
        </details>
      )}
      <div className={styles.two}>
        <FormField label={t('simulation.parameter.months')} error={problemOf(error, 'parameters.months')}>
          {(ids) => <NumberInput {...ids} value={draft.frame.months} parse={parseInteger} onChange={(months) => months !== null && frame({ months })} />}
        </FormField>
        <FormField label={t('whatIf.budget')} hint={t('whatIf.budgetHint', { currency: variables.currency })} error={problemOf(error, 'parameters.budget')}>
          {(ids) => <NumberInput {...ids} value={draft.frame.budget ?? null} parse={parseDecimal} onChange={(budget) => frame({ budget })} />}
        </FormField>
        <FormField label={t('whatIf.costPerHead')} hint={t('whatIf.costPerHeadHint', { currency: variables.currency })} error={problemOf(error, 'parameters.cost_per_head')}>
          {(ids) => <NumberInput {...ids} value={draft.frame.cost_per_head} parse={parseDecimal} onChange={(cost) => frame({ cost_per_head: cost ?? 0 })} />}
        </FormField>
      </div>
    </div>
  );
}

const NO_BOUND: Bound = { min: null, max: null };

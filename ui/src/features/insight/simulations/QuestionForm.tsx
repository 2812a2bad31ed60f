import { ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import type { ApiError, Refs } from '@/api';
import { t } from '@/shared/i18n';
import { problemOf } from '@/shared/problems';
import { SchemaForm, type Values, schemaFields, withValue } from '@/shared/schema';
import { FormField, Input } from '@/shared/ui';
import styles from '../Insight.module.css';
import { type SimulationType, TECHNICAL } from './model';

export interface Draft {
  name: string;
  seed: string;
  parameters: Values;
}

interface QuestionFormProps {
  type: SimulationType;
  draft: Draft;
  refs?: Refs;
  onChange: (change: Partial<Draft>) => void;
  error: ApiError | null;
}

/** A question: its name, its parameters, and apart from them what only changes how exactly it is answered. */
export function QuestionForm({ type, draft, refs = {}, onChange, error }: QuestionFormProps) {
  const fields = useMemo(() => schemaFields(type.parameters), [type]);
  const plain = fields.filter(({ field, form }) => !TECHNICAL.has(field.name) && form !== 'json');
  const technical = fields.filter((entry) => !plain.includes(entry));
  const set = (name: string, value: unknown) => onChange({ parameters: withValue(draft.parameters, name, value) });
  const common = { values: draft.parameters, refs, onChange: set, error, path: 'parameters.', words: 'simulation.parameter' };
  return (
    <div className={styles.form}>
      <FormField label={t('field.name')} required error={problemOf(error, 'name')}>
        {({ id, describedBy, invalid }) => (
          <Input id={id} aria-describedby={describedBy} aria-invalid={invalid || undefined} value={draft.name} maxLength={200} onChange={(event) => onChange({ name: event.target.value })} />
        )}
      </FormField>
      <SchemaForm {...common} fields={plain} />
      <details className={styles.more} open={technical.some(({ field }) => problemOf(error, `parameters.${field.name}`)) || undefined}>
        <summary>
          <ChevronRight aria-hidden />
          {t('simulations.technical')}
        </summary>
        <div className={styles.form}>
          <SchemaForm {...common} fields={technical} />
          <FormField label={t('field.seed')} hint={t('simulations.seedHint')} error={problemOf(error, 'seed')}>
            {({ id, describedBy, invalid }) => (
              <Input id={id} aria-describedby={describedBy} aria-invalid={invalid || undefined} inputMode="numeric" className={styles.short} value={draft.seed} onChange={(event) => onChange({ seed: event.target.value })} />
            )}
          </FormField>
        </div>
      </details>
    </div>
  );
}

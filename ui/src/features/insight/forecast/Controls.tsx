import { type FormEvent, useState } from 'react';
import { type ApiError, useCall } from '@/api';
import { t } from '@/shared/i18n';
import { parseDecimal } from '@/shared/records/fields/parse';
import { problemOf } from '@/shared/problems';
import { Checkbox, FormField, Input, Select, Tabs } from '@/shared/ui';
import { type Asked, lastDays } from './address';
import styles from './Forecast.module.css';

interface ControlsProps {
  asked: Asked;
  /** The day that counts while none is chosen. */
  until: string | undefined;
  /** The target that counts while none is chosen, as it is written. */
  target: string | undefined;
  onChange: (change: Asked) => void;
  error: ApiError | null;
}

const ALL = 'all';

/** By when, how much, and whose: each change is a new question. */
export function Controls({ asked, until, target, onChange, error }: ControlsProps) {
  const pipelines = useCall('pipelines.list', { limit: 100 });
  const users = useCall('users.list', { limit: 100 });
  const days = lastDays();
  const chosen = (['month', 'quarter', 'year'] as const).find((name) => days[name] === (asked.until ?? until)) ?? 'other';
  return (
    <div className={styles.controls} role="group" aria-label={t('forecast.controls')}>
      <FormField label={t('simulation.parameter.until')} error={problemOf(error, 'parameters.until')}>
        {({ id, describedBy, invalid }) => (
          <span className={styles.until}>
            <Input
              id={id}
              type="date"
              max="9999-12-31"
              aria-describedby={describedBy}
              aria-invalid={invalid || undefined}
              value={asked.until ?? until ?? ''}
              onChange={(event) => onChange({ until: event.target.value || undefined })}
            />
            <Tabs
              label={t('forecast.until')}
              value={chosen}
              onChange={(name) => name !== 'other' && onChange({ until: days[name] })}
              tabs={(['month', 'quarter', 'year'] as const).map((name) => ({ value: name, label: t(`forecast.until.${name}`) }))}
            />
          </span>
        )}
      </FormField>
      <Target key={asked.target ?? ''} start={asked.target ?? ''} placeholder={target} onChange={(next) => onChange({ target: next })} error={problemOf(error, 'parameters.target')} />
      {(pipelines.data?.items.length ?? 0) > 1 && (
        <FormField label={t('field.pipeline')}>
          {({ id }) => (
            <Select
              id={id}
              label={t('field.pipeline')}
              value={asked.pipeline ?? ALL}
              options={[{ value: ALL, label: t('forecast.allPipelines') }, ...pipelines.data!.items.map((item) => ({ value: item.id, label: item.name ?? '' }))]}
              onChange={(value) => onChange({ pipeline: value === ALL ? undefined : value })}
            />
          )}
        </FormField>
      )}
      {(users.data?.items.length ?? 0) > 1 && (
        <FormField label={t('field.owner')}>
          {({ id }) => (
            <Select
              id={id}
              label={t('field.owner')}
              value={asked.owner ?? ALL}
              options={[{ value: ALL, label: t('forecast.everyone') }, ...users.data!.items.map((item) => ({ value: item.id, label: item.name ?? '' }))]}
              onChange={(value) => onChange({ owner: value === ALL ? undefined : value })}
            />
          )}
        </FormField>
      )}
      <div className={styles.checks}>
        <Checkbox checked={asked.overdue !== false} onChange={(on) => onChange({ overdue: on ? undefined : false })}>
          {t('simulation.parameter.overdue')}
        </Checkbox>
        <Checkbox checked={asked.undated === true} onChange={(on) => onChange({ undated: on || undefined })}>
          {t('simulation.parameter.undated')}
        </Checkbox>
      </div>
    </div>
  );
}

interface TargetProps {
  start: string;
  placeholder: string | undefined;
  onChange: (target: string | undefined) => void;
  error: string | undefined;
}

/** An amount counts once it is whole: on Enter, or when the field is left. */
function Target({ start, placeholder, onChange, error }: TargetProps) {
  const [typed, setTyped] = useState(start);
  const value = parseDecimal(typed);
  const commit = (event?: FormEvent) => {
    event?.preventDefault();
    if (value !== undefined && (value ?? '') !== start) onChange(value ?? undefined);
  };
  return (
    <form onSubmit={commit}>
      <FormField label={t('simulation.parameter.target')} error={value === undefined ? t('record.notUnderstood') : error}>
        {({ id, describedBy, invalid }) => (
          <Input id={id} className={styles.target} inputMode="decimal" placeholder={placeholder} aria-describedby={describedBy} aria-invalid={invalid || undefined} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={() => commit()} />
        )}
      </FormField>
    </form>
  );
}

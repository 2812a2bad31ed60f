import { useState } from 'react';
import { type Input, call, useCall } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { Select, toastError } from '@/shared/ui';
import styles from './Beside.module.css';

type Value = NonNullable<Input<'activities.update'>['outcome']>;

const OUTCOMES: readonly Value[] = ['reached', 'not_reached', 'left_message', 'answered', 'cancelled'];

/** What came of a call: kept with the activity, for everybody who sees that. */
export function Outcome({ activity }: { activity: string }) {
  const [chosen, setChosen] = useState<Value | null>(null);
  const kept = useCall('activities.get', { id: activity }).data?.record.outcome ?? null;
  const choose = async (outcome: Value) => {
    setChosen(outcome);
    try {
      await call('activities.update', { id: activity, outcome });
    } catch (error) {
      setChosen(null);
      toastError(t('calls.noOutcome'), error);
    }
  };
  return (
    <Select
      size="small"
      className={styles.outcome}
      label={t('field.outcome')}
      placeholder={t('field.outcome')}
      value={chosen ?? kept}
      options={OUTCOMES.map((value) => ({ value, label: tDynamic(`option.${value}`, value) }))}
      onChange={(value) => void choose(value)}
    />
  );
}

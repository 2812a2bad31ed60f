import { type Input, call, useCall } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { Button, Dot } from '@/shared/ui';
import { stateHue } from '../stateHue';
import { useSaid } from '../useSaid';
import styles from './Calls.module.css';

type BodyState = Input<'profile.label'>['state'];

const STATES: readonly BodyState[] = ['calm', 'focused', 'excited', 'stressed', 'fatigued'];

/** How the wearer says a call was: their own word, from which the model learns a little. */
export function Felt({ call: id }: { call: string }) {
  const labels = useCall('state_labels.list', { filter: { field: 'call', op: 'eq', value: id }, ordering: ['-felt_at'], limit: 1 });
  const known = (labels.data?.items[0]?.state as BodyState | undefined) ?? null;
  const [chosen, say] = useSaid(known, (state) => call('profile.label', { state, call: id }), t('calls.notSaid'));
  return (
    <div className={styles.felt} role="group" aria-label={t('calls.how')}>
      <span className={styles.ask}>{t('calls.how')}</span>
      {STATES.map((state) => (
        <Button key={state} size="small" look={state === chosen ? 'plain' : 'quiet'} aria-pressed={state === chosen} onClick={() => void say(state)}>
          <span className={styles.stateName}>
            <Dot hue={stateHue(state)} /> {tDynamic(`option.${state}`, state)}
          </span>
        </Button>
      ))}
    </div>
  );
}

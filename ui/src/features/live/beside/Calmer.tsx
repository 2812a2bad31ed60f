import { useQueryClient } from '@tanstack/react-query';
import { Leaf, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { type Output, call, useCall } from '@/api';
import { type Calm, setCalm } from '@/shared/calm';
import { formatTime, t, tDynamic } from '@/shared/i18n';
import { Button, toastError } from '@/shared/ui';
import styles from './Beside.module.css';

type Effect = Output<'effects.active'>['effects'][number];

/** Makes the screen calmer while rules say so, tells why, and takes it back on a click. */
export function Calmer() {
  const client = useQueryClient();
  const effects = useCall('effects.active', {}).data?.effects;
  useEffect(() => {
    if (effects) setCalm(Object.fromEntries(effects.map(({ effect, strength }) => [effect, strength])) as Calm);
  }, [effects]);
  useEffect(() => () => setCalm({}), []);
  const end = async ({ effect }: Effect) => {
    try {
      client.setQueryData(['effects.active', {}], await call('effects.end', { effect }));
    } catch (error) {
      toastError(t('calm.notEnded'), error);
    }
  };
  return (
    <div role="status">
      {effects && effects.length > 0 && (
        <ul className={styles.line} aria-label={t('calm.now')}>
          {effects.map((effect) => {
            const name = tDynamic(`option.${effect.effect}`, effect.effect);
            const why = t('calm.because', { rule: effect.rule_name, time: formatTime(effect.since) });
            return (
              <li key={effect.effect} className={styles.effect}>
                <Leaf aria-hidden className={styles.on} />
                <span className={styles.why}>
                  <strong title={name}>{name}</strong>
                  <span className={styles.dim} title={why}>
                    {why}
                  </span>
                </span>
                <Button size="small" look="quiet" icon={Undo2} aria-label={t('calm.endNamed', { name })} onClick={() => void end(effect)}>
                  {t('calm.end')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

import { Database } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useCallByName } from '@/api';
import { t } from '@/shared/i18n';
import { type Values, isUnfinished } from '@/shared/schema';
import styles from '../Insight.module.css';
import { countText, sourceName } from '../result/Provenance';
import { parametersOf } from './draft';
import type { SimulationType, Sources } from './model';

/** Which records a run would look at, told while the question is put together. */
export function SourcesUsed({ type, values }: { type: SimulationType; values: Values }) {
  const settled = useDeferredValue(values);
  const whole = !isUnfinished(settled);
  const sources = useCallByName<Sources>('simulations.sources', { type: type.type, parameters: whole ? parametersOf(type, settled) : {} }, { enabled: whole, keep: true });
  if (!sources.data) return null;
  return (
    <section className={styles.sources} aria-label={t('simulations.looksAt')}>
      <h3>
        <Database aria-hidden />
        {t('simulations.looksAt')}
      </h3>
      <ul>
        {sources.data.items.map((data, index) => (
          <li key={index}>
            {sourceName(data)} <strong>{countText(data)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { CircuitDrawing } from '@/shared/plots';
import { humanise } from '@/shared/records/kinds';
import type { Circuit } from '../model';
import styles from './Result.module.css';

const FACTS = ['qubits', 'depth', 'gates', 'power', 'shots', 'queries'] as const;

/** The circuit that was run: what it does, how large it is, what it cost, how it looks. */
export function CircuitFacts({ circuit }: { circuit: Circuit }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('insight.circuit')}</h3>
      <p className={styles.text}>{tDynamic(`simulation.circuit.${circuit.purpose}`, humanise(circuit.purpose))}</p>
      <dl className={styles.figures}>
        {/* A circuit that was not estimated has no shots. */}
        {FACTS.filter((name) => circuit[name] > 0).map((name) => (
          <div key={name} className={styles.figure}>
            <dt>{t(`insight.circuit.${name}`)}</dt>
            <dd>
              <strong>{formatNumber(circuit[name])}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {circuit.drawing && <CircuitDrawing svg={circuit.drawing} label={t('insight.drawing')} />}
    </section>
  );
}

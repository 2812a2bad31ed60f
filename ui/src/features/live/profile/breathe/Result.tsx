import { type Output, useCall } from '@/api';
import { formatRelative, t, tDynamic } from '@/shared/i18n';
import { Section } from '../../Section';
import { SimulatedTag } from '../../Simulated';
import styles from '../../Live.module.css';
import { changeText, measureText } from '../measures';
import own from '../Profile.module.css';
import { clock } from './Practice';

const MEASURES = ['heart_rate', 'rmssd', 'respiration', 'stress', 'calm'] as const;
const SHOWN = 10;

type Measured = Record<string, number>;

/** What the exercise changed: the minute before against its last minute. */
export function Result({ done: { seconds, before, after } }: { done: Output<'breathing.stop'> }) {
  const both = MEASURES.filter((measure) => before[measure] !== undefined && after[measure] !== undefined);
  return (
    <Section title={t('breathe.result', { time: clock(seconds) })}>
      {both.length === 0 ? (
        <p className={own.note} role="status">
          {t('breathe.nothingToCompare')}
        </p>
      ) : (
        <>
          <div className={own.scroll} role="status">
            <table className={own.table}>
              <thead>
                <tr>
                  {(['measure', 'before', 'after', 'change'] as const).map((column) => (
                    <th key={column} scope="col" className={column === 'measure' ? undefined : own.number}>
                      {t(column === 'measure' ? 'profile.measure' : `breathe.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {both.map((measure) => (
                  <tr key={measure}>
                    <th scope="row">{tDynamic(`sensing.measure.${measure}`, measure)}</th>
                    <td className={own.number}>{measureText(measure, before[measure]!)}</td>
                    <td className={own.number}>{measureText(measure, after[measure]!)}</td>
                    <td className={own.number}>{changeText(measure, after[measure]! - before[measure]!)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className={own.note}>{t('breathe.honest')}</p>
        </>
      )}
    </Section>
  );
}

/** Exercises done before, each with what became of the heart's variability. */
export function PastExercises() {
  const past = useCall('exercises.list', { ordering: ['-started_at'], limit: SHOWN });
  if (!past.data || past.data.items.length === 0) return null;
  return (
    <Section title={t('breathe.past')}>
      <ul className={styles.card}>
        {past.data.items.map(({ id, started_at: at, seconds, before, after, simulated }) => {
          const [was, is] = [before, after].map((one) => ((one as Measured | null) ?? {})['rmssd']);
          return (
            <li key={id} className={styles.row}>
              <span className={styles.text}>
                <span className={styles.name}>
                  {at && formatRelative(at)}
                  {simulated && <SimulatedTag />}
                </span>
                <span className={styles.facts}>
                  <span>{t('breathe.lasted', { time: clock(seconds ?? 0) })}</span>
                  {was !== undefined && is !== undefined && <span>{t('breathe.rmssd', { before: measureText('rmssd', was), after: measureText('rmssd', is) })}</span>}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

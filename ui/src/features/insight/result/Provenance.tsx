import { formatDate, formatDateTime, formatNumber, t, tDynamic } from '@/shared/i18n';
import { humanise } from '@/shared/records/kinds';
import type { DataUsed, SimulationResult } from '../model';
import styles from './Result.module.css';
import { secondsText } from './words';

/** Where an answer comes from: data, model, seed, moment, time. The same again gives the same again. */
export function Provenance({ result }: { result: SimulationResult }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('insight.provenance')}</h3>
      <dl className={styles.facts}>
        {result.data.map((data, index) => (
          <div key={index}>
            <dt>{sourceName(data)}</dt>
            <dd>{countText(data)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('insight.model')}</dt>
          <dd>{t('insight.modelVersion', { name: tDynamic(`simulation.model.${result.model.name}`, humanise(result.model.name)), version: result.model.version })}</dd>
        </div>
        <div>
          <dt>{t('insight.seed')}</dt>
          <dd>{formatNumber(result.seed)}</dd>
        </div>
        <div>
          <dt>{t('insight.asOf')}</dt>
          <dd>{formatDateTime(result.as_of)}</dd>
        </div>
        <div>
          <dt>{t('insight.took')}</dt>
          <dd>{secondsText(result.seconds)}</dd>
        </div>
      </dl>
    </section>
  );
}

export function sourceName({ source, label }: DataUsed): string {
  return label ?? tDynamic(`simulation.source.${source}`, humanise(source));
}

export function countText({ count, from, to }: DataUsed): string {
  const number = formatNumber(count);
  if (!from || !to) return number;
  return from === to ? t('insight.countOn', { number, day: formatDate(from) }) : t('insight.countBetween', { number, from: formatDate(from), to: formatDate(to) });
}

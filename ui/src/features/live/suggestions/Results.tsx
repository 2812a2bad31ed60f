import { useCall } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import styles from './Suggestions.module.css';

/** What suggestions come to, by sort; nothing while none was made. */
export function Results() {
  const results = useCall('suggestions.results', {}).data?.items ?? [];
  if (results.length === 0) return null;
  return (
    <ul className={styles.results}>
      {results.map(({ what, made, taken, measured, helped, stress_fell }) => (
        <li key={what}>
          <h2 className={styles.name}>{tDynamic(`option.${what}`, what)}</h2>
          <p className={styles.big}>{measured > 0 ? t('suggestion.helpedOf', { helped: formatNumber(helped), measured: formatNumber(measured) }) : t('suggestion.notTold')}</p>
          <p className={styles.dim}>
            {t('suggestion.takenOf', { taken: formatNumber(taken), made: formatNumber(made) })}
            {stress_fell !== null && ` · ${t(stress_fell >= 0 ? 'suggestion.fell' : 'suggestion.rose', { value: formatNumber(Math.abs(stress_fell), 0) })}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

import { formatPercent, t } from '@/shared/i18n';
import type { Estimate } from '../model';
import { bestOf, groupsOf } from './agreement';
import styles from './Result.module.css';
import { quantityName, writing } from './words';

/** The numbers of the whole, each by its best method with its interval. */
export function KeyFigures({ estimates }: { estimates: readonly Estimate[] }) {
  const groups = groupsOf(estimates.filter(({ subject }) => subject === null));
  if (groups.length === 0) return null;
  return (
    <dl className={styles.figures}>
      {groups.map(({ key, estimates: members }) => {
        const best = bestOf(members);
        const { format } = writing(best);
        const exact = best.method === 'exact' || best.low === best.high;
        return (
          <div key={key} className={styles.figure}>
            <dt>{quantityName(best.quantity)}</dt>
            <dd>
              <strong>{format(best.value)}</strong>
              {!exact && (
                <span className={styles.dim}>{t('insight.interval', { share: formatPercent(best.confidence, 1), low: format(best.low), high: format(best.high) })}</span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

import { useCall } from '@/api';
import { formatRelative, t } from '@/shared/i18n';
import { Dot, Wait, cx } from '@/shared/ui';
import styles from './StageHistory.module.css';

/** Which stages a deal went through, and how long it stayed in each. */
export function StageHistory({ id }: { id: string }) {
  const history = useCall('opportunities.stage_history', { id });
  const stages = useCall('stages.list', { limit: 200 });
  const hueOf = (stage: string | null) => (stages.data?.items.find((candidate) => candidate.id === stage)?.hue as number | null | undefined) ?? null;
  return (
    <section aria-labelledby="stage-history">
      <h2 id="stage-history" className={styles.heading}>
        {t('stages.title')}
      </h2>
      <Wait for={history}>
        {({ items }) => {
          const longest = Math.max(1, ...items.map(({ days }) => days));
          if (items.length === 0) return <p className={styles.none}>{t('stages.empty')}</p>;
          return (
            <ol className={styles.stays}>
              {items.toReversed().map((stay) => {
                const days = Math.floor(stay.days);
                return (
                  <li key={`${stay.stage}${stay.entered_at}`} className={styles.stay}>
                    <Dot hue={hueOf(stay.stage)} />
                    <span className={cx(styles.name, !stay.left_at && styles.now)}>{stay.name}</span>
                    <span className={styles.days}>{stay.left_at ? t('stages.days', { count: days }) : t('stages.now', { date: formatRelative(stay.entered_at) })}</span>
                    <span className={styles.track} aria-hidden>
                      <span className={styles.bar} style={{ width: `${Math.max(2, (stay.days / longest) * 100)}%` }} />
                    </span>
                  </li>
                );
              })}
            </ol>
          );
        }}
      </Wait>
    </section>
  );
}

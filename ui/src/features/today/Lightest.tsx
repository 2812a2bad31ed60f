import { Check, Leaf } from 'lucide-react';
import { call, useCall } from '@/api';
import { formatRelative, t } from '@/shared/i18n';
import { activityIcon } from '@/shared/records/activityIcons';
import { undoOf } from '@/shared/records/steps';
import { Checkbox, Link, SkeletonLines, Wait, cx, toast, toastError } from '@/shared/ui';
import styles from './Today.module.css';

/** What is due today with the light things first, for as long as its wearer is better served that way. */
export function Lightest() {
  const today = useCall('effects.today', {}, { keep: true });
  return (
    <section className={styles.tasks} aria-labelledby="today-lightest">
      <h2 id="today-lightest" className={styles.heading}>
        <span className={styles.light}>
          <Leaf aria-hidden />
          {t('today.lightest')}
        </span>
      </h2>
      <Wait for={today} skeleton={<SkeletonLines count={6} />}>
        {({ items }) =>
          items.length === 0 ? (
            <div className={styles.nothing}>
              <p>{t('today.noneDue')}</p>
            </div>
          ) : (
            <ul>
              {items.map(({ activity, subject, type, due_at }) => {
                const name = subject || t('record.unnamed');
                const Icon = activityIcon(type) ?? Check;
                return (
                  <li key={activity} className={styles.task}>
                    <Checkbox checked={false} onChange={() => void finish(activity, name)} label={t('today.markDone', { name })} />
                    <Link to={`/activities/${activity}`} className={styles.taskLink}>
                      <Icon aria-hidden className={styles.dim} />
                      <span className={styles.name}>{name}</span>
                      <time className={cx(styles.when, Date.parse(due_at) < today.dataUpdatedAt && styles.late)} dateTime={due_at}>
                        {formatRelative(due_at)}
                      </time>
                    </Link>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Wait>
    </section>
  );
}

async function finish(id: string, name: string): Promise<void> {
  try {
    await call('activities.update', { id, done_at: new Date().toISOString() });
    toast(t('today.done', { name }), { action: undoOf() });
  } catch (error) {
    toastError(t('today.notDone'), error);
  }
}

import { History } from 'lucide-react';
import { type StepItem, useCall, usePages } from '@/api';
import { formatDate, formatNumber, t } from '@/shared/i18n';
import { Button, EmptyState, Page, StatusBar, Wait } from '@/shared/ui';
import styles from './History.module.css';
import { StepEntry } from './StepEntry';

const PAGE = 50;

/** All steps of everybody, newest first, day by day. */
export default function HistoryScreen() {
  const steps = usePages<StepItem>('steps.list', { limit: PAGE });
  const users = useCall('users.list', { limit: 500 });
  const names = new Map((users.data?.items ?? []).map((user) => [user.id, String(user['name'] ?? '')]));
  return (
    <Page title={t('history.title')}>
      <Wait for={steps}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={History} title={t('history.emptyTitle')} text={t('history.emptyText')} />
          ) : (
            <div className={styles.scroll}>
              {byDay(items).map(([day, list]) => (
                <section key={day} className={styles.day}>
                  <h2 className={styles.heading}>{formatDate(day)}</h2>
                  <ol>
                    {list.map((step) => (
                      <StepEntry key={step.id} step={step} actor={names.get(step.actor)} />
                    ))}
                  </ol>
                </section>
              ))}
              {steps.more && (
                <div className={styles.more}>
                  <Button look="quiet" busy={steps.loadingMore} onClick={steps.more}>
                    {t('history.earlier')}
                  </Button>
                </div>
              )}
            </div>
          )
        }
      </Wait>
      <StatusBar>{steps.data && <span>{t('history.count', { count: steps.data.items.length, number: formatNumber(steps.data.items.length) })}</span>}</StatusBar>
    </Page>
  );
}

function byDay(items: readonly StepItem[]): [string, StepItem[]][] {
  const days = new Map<string, StepItem[]>();
  for (const step of items) {
    const at = new Date(step.at);
    const day = new Date(at.getFullYear(), at.getMonth(), at.getDate(), 12).toISOString();
    days.set(day, [...(days.get(day) ?? []), step]);
  }
  return [...days];
}

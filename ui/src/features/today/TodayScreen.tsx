import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCall } from '@/api';
import { useCalm } from '@/shared/calm';
import { formatLongDate, t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { openNewRecord } from '@/shared/records/newRecord';
import { Button, Page } from '@/shared/ui';
import { isWelcomed } from '@/shared/welcomed';
import { Closing } from './Closing';
import { Lightest } from './Lightest';
import { Recent } from './Recent';
import { Tasks } from './Tasks';
import styles from './Today.module.css';

const NAMELESS = 'Owner';
const NOON = 12;
const EVENING = 18;

export default function TodayScreen() {
  const status = useCall('app.status', {});
  const first = status.data?.empty === true && !isWelcomed();
  useEffect(() => {
    if (first) goTo('/welcome');
  }, [first]);
  const [now] = useState(() => new Date());
  const name = status.data?.owner.name ?? '';
  const lightest = useCalm('reorder_today') > 0;
  return (
    <Page
      title={t('today.title')}
      actions={
        <Button look="primary" icon={Plus} onClick={() => openNewRecord('activity', { type: 'task' })}>
          {t('today.newTask')}
        </Button>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.column}>
          <header className={styles.head}>
            <h2 className={styles.greeting}>{greeting(name, now.getHours())}</h2>
            <p className={styles.date}>{formatLongDate(now)}</p>
          </header>
          <div className={styles.grid}>
            {lightest ? (
              <div className={styles.side}>
                <Lightest />
                <Tasks coming />
              </div>
            ) : (
              <Tasks />
            )}
            <div className={styles.side}>
              <Closing />
              <Recent />
            </div>
          </div>
        </div>
      </div>
    </Page>
  );
}

function greeting(name: string, hour: number): string {
  // Who has not said their name yet is called by the word that stands in for it: then rather by none.
  const first = name === NAMELESS ? '' : (name.split(/\s+/)[0] ?? '');
  const key = hour < NOON ? 'today.morning' : hour < EVENING ? 'today.afternoon' : 'today.evening';
  return first ? t(key, { name: first }) : t('today.hello');
}

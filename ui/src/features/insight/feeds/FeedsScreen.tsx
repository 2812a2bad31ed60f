import { CloudDownload, Plus, Rss } from 'lucide-react';
import { type Output, useCall } from '@/api';
import { formatDigits, formatNumber, formatRelative, t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Sparkline } from '@/shared/plots';
import { optionLabel } from '@/shared/records/kinds';
import { openNewRecord } from '@/shared/records/newRecord';
import { Button, EmptyState, IconButton, Link, Page, StatusBar, Tag, Wait } from '@/shared/ui';
import styles from '../Insight.module.css';
import { fetchNow } from './points';

type Feed = Output<'feeds.list'>['items'][number];

const SHOWN = 100;
/** As many points as a line of a word's size can show. */
const SPARK = 60;

/** Series from outside: what a simulation can take as input. */
export default function FeedsScreen() {
  const feeds = useCall('feeds.list', { ordering: ['name'], limit: SHOWN });
  return (
    <Page
      title={t('kinds.feed')}
      actions={
        <Button look="primary" icon={Plus} onClick={create}>
          {t('kindNew.feed')}
        </Button>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.column}>
          <p className={styles.lead}>{t('feeds.lead')}</p>
          <Wait for={feeds}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState icon={Rss} title={t('feeds.emptyTitle')} text={t('feeds.emptyText')}>
                  <Button look="primary" icon={Plus} onClick={create}>
                    {t('kindNew.feed')}
                  </Button>
                </EmptyState>
              ) : (
                <ul className={styles.rows}>
                  {items.map((feed) => (
                    <Line key={feed.id} feed={feed} />
                  ))}
                </ul>
              )
            }
          </Wait>
        </div>
      </div>
      <StatusBar>{feeds.data && <span>{t('feeds.count', { count: feeds.data.items.length, number: formatNumber(feeds.data.items.length) })}</span>}</StatusBar>
    </Page>
  );
}

function Line({ feed }: { feed: Feed }) {
  const points = useCall('feeds.points', { id: feed.id, limit: SPARK });
  const last = points.data?.last_value ?? null;
  return (
    <li className={styles.row}>
      <Link to={`/feeds/${feed.id}`} className={styles.rowLink}>
        <span className={styles.rowName}>{feed.name}</span>
        {feed.category && <Tag text={optionLabel('category', feed.category)} />}
      </Link>
      {points.data && points.data.items.length > 1 && <Sparkline values={points.data.items.map(({ value }) => value)} />}
      <span className={styles.value}>{last === null ? t('feeds.noPoints') : [formatDigits(last, 5), feed.unit].filter(Boolean).join(' ')}</span>
      <span className={styles.when}>{points.data?.last_at ? <time dateTime={points.data.last_at}>{formatRelative(points.data.last_at)}</time> : null}</span>
      {feed.url ? <IconButton icon={CloudDownload} label={t('feeds.fetchNamed', { name: feed.name ?? '' })} onClick={() => void fetchNow(feed.id)} /> : <span className={styles.noButton} />}
    </li>
  );
}

function create(): void {
  openNewRecord('feed', {}, (id) => goTo(`/feeds/${id}`));
}

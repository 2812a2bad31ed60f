import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CloudDownload, FileUp, Plus } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { type Output, type RecordData, useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatDateTime, formatDigits, formatNumber, t } from '@/shared/i18n';
import { Lines } from '@/shared/plots';
import { useKind } from '@/shared/records/kinds';
import { Details } from '@/shared/records/page/Details';
import { Button, ErrorState, MenuItem, Page, SkeletonLines, Tabs, Wait } from '@/shared/ui';
import { Crumbs } from '../Crumbs';
import styles from '../Insight.module.css';
import { MoreMenu } from '../MoreMenu';
import { AddPoint } from './AddPoint';
import { ImportPoints } from './ImportPoints';
import { fetchNow } from './points';

type Found = Output<'feeds.get'>;
type Points = Output<'feeds.points'>;

const RANGES = ['month', 'quarter', 'year', 'all'] as const;
type Range = (typeof RANGES)[number];

const DAYS: Record<Exclude<Range, 'all'>, number> = { month: 30, quarter: 91, year: 365 };
const DAY_MS = 86_400_000;
const SHOWN = 1000;

/** One feed: its course, the ways in for its points, and what it is. */
export default function FeedScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const found = useCall('feeds.get', { id });
  if (found.data) return <Shown key={id} found={found.data} />;
  return <Page title={t('kind.feed')}>{found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <SkeletonLines count={10} />}</Page>;
}

function Shown({ found: { record: feed, refs } }: { found: Found }) {
  const { range = 'all' } = useSearch({ strict: false }) as { range?: Range };
  const navigate = useNavigate();
  const client = useQueryClient();
  const kind = useKind('feed');
  const [today] = useState(() => Date.now());
  const [dialog, setDialog] = useState<'import' | 'add' | null>(null);
  const [busy, setBusy] = useState(false);
  const from = range === 'all' ? {} : { from: new Date(today - DAYS[range] * DAY_MS).toISOString() };
  const points = useCall('feeds.points', { id: feed.id, limit: SHOWN, ...from }, { keep: true });
  // Points are no records: no change of one tells that there are new ones.
  const renew = () => void client.invalidateQueries({ queryKey: ['feeds.points'] });
  const load = async () => {
    setBusy(true);
    if (await fetchNow(feed.id)) renew();
    setBusy(false);
  };
  useActionHandler('feed.fetch', () => void load(), Boolean(feed.url));
  useActionHandler('feed.import', () => setDialog('import'));
  const name = feed.name ?? '';

  return (
    <Page
      title={<Crumbs to="/feeds" parent={t('kinds.feed')} title={name} />}
      actions={
        <>
          {feed.url && (
            <Button icon={CloudDownload} busy={busy} onClick={() => void load()}>
              {t('feeds.fetch')}
            </Button>
          )}
          <Button icon={FileUp} onClick={() => setDialog('import')}>
            {t('feeds.import')}
          </Button>
          <MoreMenu kind="feed" record={feed} list="/feeds">
            <MenuItem icon={Plus} onSelect={() => setDialog('add')}>
              {t('feeds.addPoint')}
            </MenuItem>
          </MoreMenu>
        </>
      }
    >
      <div className={styles.split}>
        <div className={styles.main}>
          <Wait for={points}>
            {(data) =>
              data.total === 0 && range === 'all' ? (
                <div className={styles.nothing}>
                  <p>{t(feed.source === 'http' ? 'feeds.emptyHttp' : feed.source === 'csv' ? 'feeds.emptyCsv' : 'feeds.emptyManual')}</p>
                  <Button icon={Plus} onClick={() => setDialog('add')}>
                    {t('feeds.addPoint')}
                  </Button>
                </div>
              ) : (
                <Course
                  feed={feed}
                  points={data}
                  tools={
                    <Tabs
                      label={t('feeds.range')}
                      value={range}
                      onChange={(next) => void navigate({ to: '.', replace: true, search: (next === 'all' ? {} : { range: next }) as never })}
                      tabs={RANGES.map((value) => ({ value, label: t(`feeds.range.${value}`) }))}
                    />
                  }
                />
              )
            }
          </Wait>
        </div>
        {kind && (
          <aside className={styles.aside}>
            <Details kind={kind} record={feed as unknown as RecordData} refs={refs} asked={null} />
          </aside>
        )}
      </div>
      {dialog === 'import' && <ImportPoints id={feed.id} name={name} onClose={() => setDialog(null)} onDone={renew} />}
      {dialog === 'add' && <AddPoint id={feed.id} unit={feed.unit} onClose={() => setDialog(null)} onDone={renew} />}
    </Page>
  );
}

function Course({ feed, points, tools }: { feed: Found['record']; points: Points; tools: ReactNode }) {
  const unit = feed.unit ?? t('feeds.value');
  const format = (value: number) => [formatDigits(value, 6), feed.unit].filter(Boolean).join(' ');
  const series = useMemo(
    () => [
      {
        name: feed.name ?? '',
        points: points.items.map(({ at, value, low, high, count }) => ({
          x: new Date(at).getTime(),
          y: value,
          rows: count > 1 ? [[t('plot.low'), formatDigits(low, 6)] as const, [t('plot.high'), formatDigits(high, 6)] as const, [t('feeds.points'), formatNumber(count)] as const] : [],
        })),
      },
    ],
    [feed.name, points],
  );
  const text = t(points.thinned ? 'feeds.thinned' : 'feeds.whole', { count: points.total, number: formatNumber(points.total) });
  return (
    <Lines
      title={t('feeds.course')}
      description={points.last_at ? t('feeds.lastOf', { text, value: format(points.last_value ?? 0), at: formatDateTime(points.last_at) }) : text}
      height={320}
      series={series}
      x={{ name: t('plot.when'), kind: 'time' }}
      y={{ name: unit, format, formatTick: (value) => formatDigits(value, 5) }}
      tools={tools}
    />
  );
}

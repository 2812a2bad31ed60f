import { useInfiniteQuery } from '@tanstack/react-query';
import { BriefcaseBusiness, FileText, Import, Plus, RotateCcw, SquarePen, Trash2, Undo2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { type ApiError, type Change, type Kind, type Output, type RecordData, type Refs, call, dependsOn } from '@/api';
import { formatDuration, formatRelative, t } from '../../i18n';
import { Button, Checkbox, ErrorState, SkeletonLines, toastError } from '../../ui';
import { activityIcon } from '../activityIcons';
import { insist } from '../conflict';
import { kindLabel, optionLabel, recordTitle, useKind } from '../kinds';
import { ChangeEntry } from './ChangeEntry';
import { Entry } from './Entry';
import styles from './Timeline.module.css';

type Page = Output<'timeline.list'>;

const PAGE = 50;

/** Everything that happened with a record, newest first. */
export function Timeline({ kind, record }: { kind: Kind; record: RecordData }) {
  const timeline = useInfiniteQuery<Page, ApiError, { pages: Page[] }, unknown[], string | undefined>({
    queryKey: ['timeline.list', { record: record.id }],
    queryFn: ({ pageParam, signal }) => call('timeline.list', { record: record.id, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    meta: { kinds: dependsOn('timeline.list') },
  });
  if (timeline.error && !timeline.data) return <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />;
  if (!timeline.data) return <SkeletonLines count={6} />;
  const { pages } = timeline.data;
  const items = pages.flatMap((page) => page.items);
  const refs: Refs = Object.assign({}, ...pages.map((page) => page.refs));
  if (items.length === 0) return <p className={styles.none}>{t('timeline.empty')}</p>;
  return (
    <>
      <ol className={styles.list}>
        {items.map((item) =>
          item.type === 'change' ? (
            <ChangeEntry key={item.change.seq} kind={kind} change={item.change} refs={refs} record={record} icon={iconOf(item.change)} />
          ) : item.kind === 'activity' ? (
            <ActivityEntry key={item.record.id} record={item.record} at={item.at} />
          ) : (
            <RecordEntry key={item.record.id} kind={item.kind} record={item.record} at={item.at} />
          ),
        )}
      </ol>
      {timeline.hasNextPage && (
        <Button look="quiet" busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {t('timeline.earlier')}
        </Button>
      )}
    </>
  );
}

function ActivityEntry({ record, at }: { record: RecordData; at: string }) {
  const type = String(record['type'] ?? 'note');
  const minutes = record['duration_minutes'];
  const done = record['done_at'] !== null && record['done_at'] !== undefined;
  const body = String(record['body'] ?? '').trim();
  const outcome = record['outcome'];
  const facts = [
    typeof minutes === 'number' && minutes > 0 ? formatDuration(minutes) : null,
    type === 'task' && record['due_at'] && !done ? t('timeline.due', { at: formatRelative(String(record['due_at'])) }) : formatRelative(at),
    typeof outcome === 'string' ? optionLabel('outcome', outcome) : null,
  ].filter((fact) => fact !== null);
  const setDone = (on: boolean) => {
    const set = { done_at: on ? new Date().toISOString() : null };
    insist('activity', record, set, (revision) => call('activities.update', { id: record.id, if_match: revision, ...set })).catch((error: unknown) => toastError(t('timeline.notChanged'), error));
  };
  return (
    <Entry icon={activityIcon(type) ?? FileText} title={String(record['subject'] ?? '')} to={`/activities/${record.id}`} facts={facts} struck={type === 'task' && done}>
      {body && <p className={styles.body}>{body}</p>}
      {type === 'task' && (
        <Checkbox checked={done} onChange={setDone}>
          {t('timeline.done')}
        </Checkbox>
      )}
    </Entry>
  );
}

/** Another record that belongs to the story: a deal that was opened. */
function RecordEntry({ kind: name, record, at }: { kind: string; record: RecordData; at: string }) {
  const kind = useKind(name);
  if (!kind) return null;
  const title = t('timeline.opened', { kind: kindLabel(name), name: recordTitle(record, kind) });
  return <Entry icon={BriefcaseBusiness} title={title} to={`/${kind.plural}/${record.id}`} facts={[formatRelative(at)]} />;
}

function iconOf(item: Change): LucideIcon {
  if (item.origin === 'import') return Import;
  if (item.origin === 'undo') return Undo2;
  if (item.action === 'create') return Plus;
  if (item.action === 'trash') return Trash2;
  return item.action === 'restore' ? RotateCcw : SquarePen;
}

import { Check } from 'lucide-react';
import { type Kind, type RecordData, type Refs, useCall } from '@/api';
import { formatRelative, t } from '@/shared/i18n';
import { openNewRecord } from '@/shared/records/newRecord';
import { undoOf } from '@/shared/records/steps';
import { useKind } from '@/shared/records/kinds';
import { useWrites } from '@/shared/records/write';
import { Button, Checkbox, Link, SkeletonLines, Wait, cx, toast, toastError } from '@/shared/ui';
import { tasksBefore } from './due';
import styles from './Today.module.css';

const MOST = 50;

/** Open tasks: those that should have been done, those for today, and those of the coming week; or the last only. */
export function Tasks({ coming = false }: { coming?: boolean }) {
  const tasks = useCall('activities.list', { filter: tasksBefore('today+8d'), ordering: ['due_at'], limit: MOST }, { keep: true });
  const kind = useKind('activity');
  return (
    <section className={styles.tasks} aria-labelledby="today-tasks">
      <h2 id="today-tasks" className={styles.heading}>
        {t('today.tasks')}
      </h2>
      <Wait for={tasks} skeleton={<SkeletonLines count={6} />}>
        {({ items, refs }) =>
          items.length === 0 ? (
            <div className={styles.nothing}>
              <Check aria-hidden />
              <p>{t('today.noTasks')}</p>
              <Button size="small" onClick={() => openNewRecord('activity', { type: 'task' })}>
                {t('today.newTask')}
              </Button>
            </div>
          ) : (
            kind &&
            groups(items as RecordData[])
              .filter(([key]) => !coming || key === 'thisWeek')
              .map(([key, list]) => (
              <div key={key}>
                <h3 className={cx(styles.group, key === 'overdue' && styles.late)}>
                  {t(`today.${key}`)}
                  <span className={styles.count}>{list.length}</span>
                </h3>
                <ul>
                  {list.map((task) => (
                    <Task key={task.id} task={task} refs={refs} kind={kind} late={key === 'overdue'} />
                  ))}
                </ul>
              </div>
            ))
          )
        }
      </Wait>
    </section>
  );
}

type Group = 'overdue' | 'forToday' | 'thisWeek';

function groups(tasks: readonly RecordData[], now = new Date()): [Group, RecordData[]][] {
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const night = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime();
  const sorted: Record<Group, RecordData[]> = { overdue: [], forToday: [], thisWeek: [] };
  for (const task of tasks) {
    const due = new Date(String(task['due_at'])).getTime();
    sorted[due < morning ? 'overdue' : due < night ? 'forToday' : 'thisWeek'].push(task);
  }
  return (Object.entries(sorted) as [Group, RecordData[]][]).filter(([, list]) => list.length > 0);
}

function Task({ task, refs, kind, late }: { task: RecordData; refs: Refs; kind: Kind; late: boolean }) {
  const writes = useWrites(kind);
  const subject = String(task['subject'] ?? '') || t('record.unnamed');
  const about = ['contact', 'opportunity', 'account'].map((field) => refs[String(task[field])]?.name).find(Boolean);
  return (
    <li className={styles.task}>
      <Checkbox checked={false} onChange={() => void finish(writes, task, subject)} label={t('today.markDone', { name: subject })} />
      <Link to={`/activities/${task.id}`} className={styles.taskLink}>
        <span className={styles.name}>{subject}</span>
        {about && <span className={styles.dim}>{about}</span>}
        <time className={cx(styles.when, late && styles.late)} dateTime={String(task['due_at'])}>
          {formatRelative(String(task['due_at']))}
        </time>
      </Link>
    </li>
  );
}

async function finish(writes: ReturnType<typeof useWrites>, task: RecordData, subject: string): Promise<void> {
  try {
    if (await writes.update(task, { done_at: new Date().toISOString() })) toast(t('today.done', { name: subject }), { action: undoOf() });
  } catch (error) {
    toastError(t('today.notDone'), error);
  }
}

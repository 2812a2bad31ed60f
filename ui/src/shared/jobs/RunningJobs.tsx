import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type JobState, onJob, useCall } from '@/api';
import { t, tDynamic } from '../i18n';
import { IconButton, Progress, cx } from '../ui';
import styles from './RunningJobs.module.css';
import { cancelJob, isOver, progressOf } from './useJob';

/** Work that a screen waits for itself: it shows here only while it waits. */
const SHOWN_ELSEWHERE = new Set(['imports.check', 'simulations.answer']);

/** The long work that goes on right now, wherever the user is: how far it is or what it waits for, and the way to stop it. */
export function RunningJobs() {
  const open = useOpenJobs();
  const shown = open.map((job) => ({ job, first: open.find(({ lane, state }) => job.state === 'queued' && state === 'running' && lane === job.lane) }));
  return shown.map(({ job, first }) => {
    if (first || (job.state === 'queued' && job.attempts > 0)) return <WaitingJob key={job.id} job={job} first={first} />;
    return SHOWN_ELSEWHERE.has(job.operation) ? null : <RunningJob key={job.id} job={job} />;
  });
}

/** One that waits for its turn, or for its next try. */
function WaitingJob({ job, first }: { job: JobState; first: JobState | undefined }) {
  const name = nameOf(job);
  const text = first ? t('job.waitsFor', { job: name, other: nameOf(first) }) : t('job.waits', { job: name });
  return (
    <span className={cx(styles.job, styles.waiting)}>
      <span className={styles.name} title={text}>
        {text}
      </span>
      <IconButton size="small" icon={X} label={t('job.cancel', { job: name })} onClick={() => void cancelJob(job.id)} />
    </span>
  );
}

function RunningJob({ job }: { job: JobState }) {
  const name = nameOf(job);
  const progress = progressOf(job);
  return (
    <span className={styles.job}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.bar}>
        <Progress label={name} value={progress} />
      </span>
      {progress !== null && <span className={styles.percent}>{t('job.percent', { percent: Math.floor(progress) })}</span>}
      <IconButton size="small" icon={X} label={t('job.cancel', { job: name })} onClick={() => void cancelJob(job.id)} />
    </span>
  );
}

/** Jobs that have not ended: asked once, then followed by the live feed. */
function useOpenJobs(): JobState[] {
  const asked = useCall('jobs.list', { limit: 20 });
  const [told, setTold] = useState<ReadonlyMap<string, JobState>>(new Map());
  useEffect(() => onJob((job) => setTold((known) => new Map(known).set(job.id, job))), []);
  const jobs = new Map(asked.data?.items.map((job) => [job.id, job]));
  for (const [id, job] of told) {
    const known = jobs.get(id);
    // An answer may overtake the event before it: an ended job stays ended.
    if (!known || !isOver(known) || isOver(job)) jobs.set(id, job);
  }
  return [...jobs.values()].filter((job) => !isOver(job));
}

function nameOf({ operation }: JobState): string {
  return tDynamic(`job.${operation}`, operation);
}

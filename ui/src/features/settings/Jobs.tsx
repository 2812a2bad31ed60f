import { RotateCcw, X } from 'lucide-react';
import { type JobState, toApiError, useCall } from '@/api';
import { formatNumber, formatRelative, t, tDynamic } from '@/shared/i18n';
import { cancelJob, doing, isOver, progressOf, retryJob } from '@/shared/jobs/useJob';
import { problemText } from '@/shared/problems';
import { IconButton, Progress, Wait } from '@/shared/ui';
import { Section } from './Section';
import styles from './Settings.module.css';

/** Long work: what runs, what ended and how. */
export function Jobs() {
  const jobs = useCall('jobs.list', { limit: 20 });
  return (
    <Section title={t('settings.jobs')}>
      <Wait for={jobs}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.hint}>{t('settings.noJobs')}</p>
          ) : (
            <ul>
              {items.map((job) => (
                <JobLine key={job.id} job={job} />
              ))}
            </ul>
          )
        }
      </Wait>
    </Section>
  );
}

function JobLine({ job }: { job: JobState }) {
  const name = tDynamic(`job.${job.operation}`, job.operation);
  const running = !isOver(job);
  return (
    <li className={styles.job}>
      <span className={styles.name}>
        <span>{name}</span>
        <span className={styles.hint}>{job.error ? problemText(toApiError(job.error)) : (doing(job) ?? formatRelative(job.created_at))}</span>
      </span>
      {running ? (
        <span className={styles.jobProgress}>
          <Progress label={name} value={progressOf(job)} />
          {job.total > 0 && <span className={styles.hint}>{t('job.progress', { done: formatNumber(job.done), total: formatNumber(job.total) })}</span>}
        </span>
      ) : (
        <span className={styles.jobState} data-state={job.state}>
          {t(`job.state.${job.state}`)}
        </span>
      )}
      {running && <IconButton size="small" icon={X} label={t('settings.cancelJob', { job: name })} onClick={() => void cancelJob(job.id)} />}
      {(job.state === 'failed' || job.state === 'cancelled') && (
        <IconButton size="small" icon={RotateCcw} label={t('settings.retryJob', { job: name })} onClick={() => void retryJob(job.id)} />
      )}
    </li>
  );
}

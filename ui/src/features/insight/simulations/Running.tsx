import type { JobState } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { cancelJob, progressOf } from '@/shared/jobs/useJob';
import { Button, Progress } from '@/shared/ui';
import styles from '../Insight.module.css';

/** A run at work: how far it is, what it is doing, and how to stop it. It goes on when the user goes elsewhere. */
export function Running({ job, label = t('simulations.running') }: { job: JobState; label?: string }) {
  const doing = job.message ? tDynamic(`job.${job.message}`, job.message) : t(`job.state.${job.state}`);
  return (
    <div className={styles.running}>
      <div className={styles.runningBar}>
        <Progress label={label} value={progressOf(job)} />
        <span className={styles.dim} role="status">
          {doing}
        </span>
      </div>
      <Button onClick={() => void cancelJob(job.id)}>{t('ui.cancel')}</Button>
    </div>
  );
}

import { useEffect } from 'react';
import { formatNumber, t } from '@/shared/i18n';
import { cancelJob, isOver, progressOf, useJob } from '@/shared/jobs/useJob';
import { goTo } from '@/shared/navigation';
import { kindsLabel } from '@/shared/records/kinds';
import { Button, Page, Progress } from '@/shared/ui';
import type { StepProps } from './ImportScreen';
import styles from './Imports.module.css';
import { Steps } from './Steps';

/** The import at work. It goes on when the user goes elsewhere. */
export function RunningStep({ entry, kind, title, refetch, job: started }: StepProps & { job?: string }) {
  const job = useJob(started ?? entry.job);
  const over = job !== undefined && isOver(job);
  useEffect(() => {
    if (over) refetch();
    // oxlint-disable-next-line react/exhaustive-deps -- asked again once, when the job ends
  }, [over]);
  const progress = job ? progressOf(job) : null;
  return (
    <Page title={title} beside={<Steps at="result" />}>
      <div className={styles.running}>
        <h2 className={styles.runningTitle}>{t('import.running', { file: entry.file_name })}</h2>
        <Progress label={t('import.running', { file: entry.file_name })} value={progress} />
        <p className={styles.dim} role="status">
          {job?.total ? t('import.progress', { done: formatNumber(job.done), total: formatNumber(job.total) }) : t('import.starting')}
        </p>
        <div className={styles.runningActions}>
          <Button onClick={() => job && void cancelJob(job.id)} disabled={!job}>
            {t('ui.cancel')}
          </Button>
          <Button look="primary" onClick={() => goTo(`/${kind.plural}`)}>
            {t('import.leaveRunning', { kinds: kindsLabel(kind.name) })}
          </Button>
        </div>
        <p className={styles.hint}>{t('import.leaveHint')}</p>
      </div>
    </Page>
  );
}

import { useEffect } from 'react';
import { type JobState, onJob, toApiError } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { doing, retryJob } from '@/shared/jobs/useJob';
import { problemText } from '@/shared/problems';
import { goTo } from '@/shared/navigation';
import { type TakenBack, sayTakenBack } from '@/shared/records/steps';
import { toast } from '@/shared/ui';

/** Jobs that a screen watches to their end itself, or that nobody waits for. */
const SILENT = new Set(['imports.check', 'simulations.answer']);
/** Where the outcome of a job is seen. */
const PLACES: Record<string, string> = { 'imports.run': '/imports', 'sample.load': '/contacts', 'simulations.run': '/simulations' };

export function JobToasts() {
  useEffect(() => {
    const told = new Set<string>();
    return onJob((job) => {
      if ((job.state !== 'done' && job.state !== 'failed') || SILENT.has(job.operation) || told.has(job.id)) return;
      told.add(job.id);
      say(job);
    });
  }, []);
  return null;
}

function say(job: JobState): void {
  const name = tDynamic(`job.${job.operation}`, job.operation);
  const place = PLACES[job.operation];
  if (job.state === 'done' && job.operation === 'steps.take_back') {
    void sayTakenBack(job.result as TakenBack);
    return;
  }
  if (job.state === 'failed') {
    toast(t('job.failed', { job: name }), { look: 'bad', ...(job.error ? { description: problemText(toApiError(job.error)) } : {}), action: { label: t('job.retry'), run: () => void retryJob(job.id) } });
  } else {
    const said = doing(job);
    toast(t('job.finished', { job: name }), {
      ...(said ? { description: said } : {}),
      ...(place ? { action: { label: t('job.show'), run: () => goTo(place) } } : {}),
    });
  }
}

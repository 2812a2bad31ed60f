import { useEffect } from 'react';
import { type JobState, onJob } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { retryJob } from '@/shared/jobs/useJob';
import { goTo } from '@/shared/navigation';
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
  if (job.state === 'failed') {
    const reason = reasonOf(job);
    toast(t('job.failed', { job: name }), { look: 'bad', ...(reason ? { description: reason } : {}), action: { label: t('job.retry'), run: () => void retryJob(job.id) } });
  } else {
    toast(t('job.finished', { job: name }), {
      ...(job.message ? { description: job.message } : {}),
      ...(place ? { action: { label: t('job.show'), run: () => goTo(place) } } : {}),
    });
  }
}

function reasonOf({ error }: JobState): string | undefined {
  const problem = error as { detail?: string; title?: string } | null;
  return problem?.detail ?? problem?.title;
}

import { useEffect, useState } from 'react';
import { type JobState, call, onJob, useCall } from '@/api';
import { hasText, t, tDynamic } from '../i18n';
import { toastError } from '../ui';

/** A job as it stands now: asked once, then followed by the live feed. */
export function useJob(id: string | null | undefined): JobState | undefined {
  const asked = useCall('jobs.get', { id: id ?? '' }, { enabled: Boolean(id) });
  const [told, setTold] = useState<JobState>();
  useEffect(() => onJob((job) => job.id === id && setTold(job)), [id]);
  const newest = told?.id === id ? told : undefined;
  // An answer may overtake the event before it: an ended job stays ended.
  return newest && !(asked.data && isOver(asked.data) && !isOver(newest)) ? newest : asked.data;
}

export function isOver({ state }: Pick<JobState, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** How far a job is, 0 to 100; null while nobody knows. */
export function progressOf({ done, total }: Pick<JobState, 'done' | 'total'>): number | null {
  return total ? Math.min(100, (done / total) * 100) : null;
}

/** What a job is at, in words; a job names it by a code. */
export function doing({ message }: Pick<JobState, 'message'>): string | undefined {
  const key = `job.doing.${message ?? ''}`;
  return message && hasText(key) ? tDynamic(key, message) : undefined;
}

export async function cancelJob(id: string): Promise<void> {
  try {
    await call('jobs.cancel', { id });
  } catch (error) {
    toastError(t('job.notCancelled'), error);
  }
}

export async function retryJob(id: string): Promise<void> {
  try {
    await call('jobs.retry', { id });
  } catch (error) {
    toastError(t('job.notRetried'), error);
  }
}

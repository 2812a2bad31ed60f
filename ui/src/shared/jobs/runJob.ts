import { ApiError, type JobResults, type JobState, callByName, onJob } from '@/api';
import { isOver } from './useJob';

interface Watch {
  /** Stops the job. */
  signal?: AbortSignal | undefined;
  /** Told whenever it got on. */
  onProgress?: ((job: JobState) => void) | undefined;
}

/** Runs a job to its end and answers what it came to; throws why it failed. For work that somebody waits for. */
export async function runJob<N extends keyof JobResults>(name: N, input: object, { signal, onProgress }: Watch = {}): Promise<JobResults[N]> {
  // Its end may be told before its id is.
  const early: JobState[] = [];
  let hear = (job: JobState) => void early.push(job);
  const stop = onJob((job) => hear(job));
  try {
    const { job: id } = await callByName<{ job: string }>(name, input, signal);
    const end = await new Promise<JobState>((ended) => {
      hear = (job) => {
        if (job.id !== id) return;
        onProgress?.(job);
        if (isOver(job)) ended(job);
      };
      signal?.addEventListener('abort', () => void callByName<JobState>('jobs.cancel', { id }).then(ended, () => undefined));
      early.forEach(hear);
      // Should the feed have been away meanwhile.
      void callByName<JobState>('jobs.get', { id }).then(hear, () => undefined);
    });
    if (end.state === 'done') return end.result as JobResults[N];
    throw end.state === 'failed' ? new ApiError(end.error as ConstructorParameters<typeof ApiError>[0]) : new DOMException('', 'AbortError');
  } finally {
    stop();
  }
}

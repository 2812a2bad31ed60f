import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiError, JobState } from '@/api';
import { runJob } from '@/shared/jobs/runJob';
import type { SimulationResult } from './model';

/** What every answer hangs on: when one of them changes, it is asked again. */
const LOOKED_AT = ['opportunity', 'stage', 'pipeline', 'account', 'activity'];

/** Answers a question that is not kept, anew whenever it or the records change; the former answer stays until then. */
export function useAnswer(type: string, parameters: object, { enabled = true }: { enabled?: boolean } = {}) {
  const [job, setJob] = useState<JobState>();
  const query = useQuery<SimulationResult, ApiError>({
    queryKey: ['simulations.answer', { type, parameters }],
    queryFn: ({ signal }) => runJob('simulations.answer', { type, parameters }, { signal, onProgress: setJob }),
    meta: { kinds: LOOKED_AT },
    enabled,
    placeholderData: keepPreviousData,
  });
  return { ...query, job };
}

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '@/api';
import { t } from '@/shared/i18n';
import { isOver, useJob } from '@/shared/jobs/useJob';
import { toastError } from '@/shared/ui';

/** Trying models on the past: the job stands in the address, so that a reload still follows it. */
export function useCalibration(model?: string) {
  const { job: id } = useSearch({ strict: false }) as { job?: string };
  const navigate = useNavigate();
  const client = useQueryClient();
  const job = useJob(id);
  const over = job !== undefined && isOver(job);
  useEffect(() => {
    // A calibration is no record: no change of one tells that it is there.
    if (over) void client.invalidateQueries({ queryKey: ['models.list'] });
  }, [over, client]);
  const start = async () => {
    try {
      const { job: started } = await call('models.calibrate', model ? { model } : {});
      await navigate({ to: '.', replace: true, search: { job: started } as never });
    } catch (error) {
      toastError(t('models.notCalibrated'), error);
    }
  };
  return { job, running: job !== undefined && !over, start };
}

import { type Filter, useCall } from '@/api';
import { formatNumber } from '@/shared/i18n';

/** Open tasks that are due before a day. */
export function tasksBefore(day: string): Filter {
  return {
    and: [
      { field: 'type', op: 'eq', value: 'task' },
      { field: 'done_at', op: 'isnull', value: true },
      { field: 'due_at', op: 'lt', value: day },
    ],
  };
}

const MANY = 999;

/** How many tasks are for today, or overdue. */
export function DueCount() {
  const count = useCall('activities.count', { filter: tasksBefore('today+1d'), cap: MANY }, { keep: true }).data?.value;
  return count ? formatNumber(count) : null;
}

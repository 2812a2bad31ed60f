import { formatDateTime, formatDayMonth, formatMonth, formatTime } from '../i18n';
import type { TimeTicks } from './time';

/** How an instant in milliseconds is written at ticks of a unit, or in full. */
export function timeFormat(unit: TimeTicks['unit'] | 'full'): (at: number) => string {
  switch (unit) {
    case 'hour':
      return (at) => formatTime(new Date(at));
    case 'day':
      return (at) => formatDayMonth(new Date(at).toISOString());
    case 'month':
      return (at) => formatMonth(new Date(at));
    case 'year':
      return (at) => String(new Date(at).getFullYear());
    default:
      return (at) => formatDateTime(new Date(at));
  }
}

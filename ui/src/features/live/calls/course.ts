import type { Output } from '@/api';
import type { CallState } from './running';

export type Lived = CallState['course'][number];
export type Reason = CallState['stretches'][number]['reasons'][number];

/** A stretch of stress within a call, wherever it comes from. */
export interface Stretch {
  began_at: string;
  ended_at: string;
  peak: number;
  reasons: readonly Reason[];
}

type Kept = Output<'calls.get'>['record'];
type Moment = Output<'stress_moments.list'>['items'][number];

/** The course as a record holds it. */
export function courseOf(record: Pick<Kept, 'course'>): readonly Lived[] {
  return Array.isArray(record.course) ? (record.course as Lived[]) : [];
}

/** The seconds in each state as a record holds them, the longest first. */
export function statesOf(states: unknown): [state: string, seconds: number][] {
  return Object.entries((states ?? {}) as Record<string, number>).toSorted(([, a], [, b]) => b - a);
}

export function reasonsOf(reasons: unknown): readonly Reason[] {
  return Array.isArray(reasons) ? (reasons as Reason[]) : [];
}

export function stretchOf(moment: Moment): Stretch {
  const began = moment.began_at ?? moment.created_at;
  return { began_at: began, ended_at: moment.ended_at ?? began, peak: moment.peak ?? 0, reasons: reasonsOf(moment.reasons) };
}

/** From a beginning to a moment, in seconds. */
export function secondsSince(began: string, at: string): number {
  return Math.max(0, Math.round((Date.parse(at) - Date.parse(began)) / 1000));
}

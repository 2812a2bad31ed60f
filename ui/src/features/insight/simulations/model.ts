import { type Output, type RecordData, type Refs, callByName } from '@/api';
import { tDynamic } from '@/shared/i18n';
import { humanise } from '@/shared/records/kinds';
import type { Schema } from '@/shared/schema';
import type { SimulationResult } from '../model';

export type Status = 'running' | 'done' | 'failed' | 'cancelled';

/** A kept question, and what its last run answered. */
export interface Simulation extends RecordData {
  name: string;
  type: string;
  parameters: Record<string, unknown>;
  seed: number;
  status: Status | null;
  started_at: string | null;
  finished_at: string | null;
  error: string | null;
  result: SimulationResult | null;
}

/** A type of simulation: what can be asked. */
export interface SimulationType {
  type: string;
  model: { name: string; version: string };
  parameters: Schema;
  defaults: Record<string, unknown>;
}

export type Sources = Output<'simulations.sources'>;

/** Parameters for those who know why: shown apart. */
export const TECHNICAL: ReadonlySet<string> = new Set(['confidence', 'epsilon', 'samples', 'rates', 'prior', 'steps', 'top', 'qubits', 'history_months', 'backtest_quarters']);

export function typeName(type: string): string {
  return tDynamic(`option.type.${type}`, tDynamic(`option.${type}`, humanise(type)));
}

/** What a type is good for, in a sentence. */
export function typeText(type: string): string {
  return tDynamic(`simulation.text.${type}`, '');
}

export async function startRun(id: string): Promise<string> {
  return (await callByName<{ job: string }>('simulations.run', { id })).job;
}

/** What of a simulation a list shows: not its result, which may be large. */
export const LISTED: readonly string[] = ['name', 'type', 'status', 'started_at', 'finished_at', 'error', 'seed'];

export interface Found {
  record: Simulation;
  refs: Refs;
}

import { type JobResults, type Output, type RecordData, callByName } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { humanise } from '@/shared/records/kinds';
import type { Status } from '../simulations/model';

export type ScenarioResult = JobResults['scenarios.run'];
export type Level = ScenarioResult['levels'][number];
export type Outcome = ScenarioResult['baseline'];
export type Violation = ScenarioResult['violations'][number];
export type Parameters = ScenarioResult['parameters'];
export type Change = Parameters['changes'][number];
export type Constraint = Parameters['constraints'][number];
export type Variable = Level['variable'];
export type Variables = Output<'scenarios.variables'>;
export type Comparison = Output<'scenarios.compare'>;

/** A kept what-if, and what its last run answered. */
export interface Scenario extends RecordData {
  name: string;
  parameters: Parameters;
  seed: number;
  status: Status | null;
  finished_at: string | null;
  error: string | null;
  result: ScenarioResult | null;
}

/** What of a what-if a list shows. */
export const LISTED: readonly string[] = ['name', 'status', 'started_at', 'finished_at', 'error'];

/** What can be told apart: a variable, and of win rates those of each stage. */
export function keyOf({ variable, stage }: { variable: Variable | null; stage: string | null }): string {
  return stage ? `${variable} ${stage}` : String(variable);
}

export function variableName({ variable, label }: { variable: Variable | null; label?: string | null }): string {
  if (variable === null) return t('whatIf.budget');
  const name = tDynamic(`scenario.variable.${variable}`, humanise(variable));
  return label ? t('insight.about', { name, subject: label }) : name;
}

export async function startScenario(id: string): Promise<string> {
  return (await callByName<{ job: string }>('scenarios.run', { id })).job;
}

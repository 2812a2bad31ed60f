import type { JobResults } from '@/api';

/** What a simulation answers, whatever its type, and its parts. */
export type SimulationResult = JobResults['simulations.run'];
export type Estimate = SimulationResult['estimates'][number];
export type Method = Estimate['method'];
export type Unit = Estimate['unit'];
export type Subject = NonNullable<Estimate['subject']>;
export type Distribution = SimulationResult['distributions'][number];
export type Series = SimulationResult['series'][number];
export type Path = SimulationResult['paths'][number];
export type Circuit = NonNullable<SimulationResult['circuit']>;
export type Driver = SimulationResult['drivers'][number];
export type Note = SimulationResult['notes'][number];
export type DataUsed = SimulationResult['data'][number];

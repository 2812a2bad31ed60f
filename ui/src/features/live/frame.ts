import type { Output } from '@/api';
import type { Chunk } from './traces';

export type Observation = NonNullable<Output<'live.now'>['observation']>;
export type Marker = Output<'live.mark'>;
export type GuideView = Output<'calibration.start'>;
export type LinkState = Output<'live.now'>['devices'][number]['link'];

/** The frames of the live feed that a screen draws, each by its type on the wire. */
export type LiveFrame =
  | { type: 'traces'; device: string; channels: readonly Chunk[] }
  | ({ type: 'observation' } & Observation)
  | { type: 'link'; at: number; device: string; link: LinkState; why: string | null }
  | ({ type: 'marker' } & Marker)
  | { type: 'missed'; frames: number }
  | ({ type: 'effects' } & Output<'effects.active'>)
  | ({ type: 'calibration' } & GuideView);

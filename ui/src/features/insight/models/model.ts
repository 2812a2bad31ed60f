import type { Output } from '@/api';
import { formatDate, t, tDynamic } from '@/shared/i18n';
import { humanise } from '@/shared/records/kinds';

export type Model = Output<'models.list'>['items'][number];
export type Calibration = NonNullable<Model['calibration']>;
export type Score = Calibration['scores'][number];
export type Coverage = NonNullable<Calibration['coverage']>;
export type Quarter = Coverage['quarters'][number];

export function modelName(name: string): string {
  return tDynamic(`simulation.model.${name}`, humanise(name));
}

export function scoreName(code: string): string {
  return tDynamic(`simulation.score.${code}`, humanise(code));
}

/** A quarter as people call it: "Q3 2026". */
export function quarterName({ begins }: Pick<Quarter, 'begins'>): string {
  const [year, month] = begins.split('-').map(Number);
  return year && month ? t('models.quarter', { number: Math.floor((month - 1) / 3) + 1, year }) : formatDate(begins);
}

/** Fewer predictions than this prove nothing, whatever their score. */
const FEW = 20;

/** What a score means, in one word each: too few to say, better than always saying the average, about as good, or worse. */
export function verdictOf({ count, skill }: Pick<Score, 'count' | 'skill'>): 'few' | 'good' | 'even' | 'bad' {
  if (count < FEW) return 'few';
  return skill > 0.02 ? 'good' : skill < -0.02 ? 'bad' : 'even';
}

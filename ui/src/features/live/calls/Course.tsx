import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { Lines, type Series } from '@/shared/plots';
import { reasonText } from '../Reasons';
import { clock } from './Elapsed';
import { type Lived, type Stretch, secondsSince } from './course';

/** From here on it counts as stress, of 100. */
const STRESSED = 70;
const MINUTE = 60;

interface CourseProps {
  began: string;
  course: readonly Lived[];
  stretches: readonly Stretch[];
  height?: number;
  quiet?: boolean;
}

/** Stress along a call, with the stretches of it marked where they were at their highest. */
export function Course({ began, course, stretches, height = 200, quiet = false }: CourseProps) {
  const stress: Series = {
    name: t('sensing.measure.stress'),
    points: course.map(({ second, stress: value, state }) => ({
      x: second / MINUTE,
      y: value,
      rows: [
        [t('calls.at'), clock(second)],
        [t('field.state'), tDynamic(`option.${state}`, state)],
      ],
    })),
  };
  const moments: Series = {
    name: t('calls.moments'),
    shape: 'points',
    points: stretches.map(({ began_at, ended_at, peak, reasons }) => ({
      x: secondsSince(began, began_at) / MINUTE,
      y: peak,
      rows: [
        [t('calls.lasted'), clock(secondsSince(began_at, ended_at))],
        ...reasons.slice(0, 2).map((reason): [string, string] => reasonText(reason)),
      ],
    })),
  };
  return (
    <Lines
      title={t('calls.course')}
      description={quiet ? undefined : t('calls.courseText')}
      quiet={quiet}
      height={height}
      x={{ name: t('calls.minutes'), format: (value) => clock(Math.round(value * MINUTE)), formatTick: (value) => formatNumber(value, 1) }}
      y={{ name: t('sensing.measure.stress'), format: (value) => formatNumber(value, 0) }}
      level={{ value: STRESSED, label: t('calls.level') }}
      fromZero
      series={stretches.length > 0 ? [stress, moments] : [stress]}
    />
  );
}

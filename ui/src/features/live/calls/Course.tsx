import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { Lines, type Series } from '@/shared/plots';
import { reasonText } from '../Reasons';
import { clock } from './Elapsed';
import { type Lived, type Stretch, secondsSince } from './course';

/** From here on it counts as stress, of 100. */
const STRESSED = 70;
const MINUTE = 60;
/** Of what led to a stretch as many are read off the plot. */
const REASONS = 2;

interface CourseProps {
  began: string;
  course: readonly Lived[];
  stretches: readonly Stretch[];
  height?: number;
  quiet?: boolean;
}

/** Stress along a call, with the stretches of it shaded. */
export function Course({ began, course, stretches, height = 200, quiet = false }: CourseProps) {
  const marked = stretches.map(({ began_at, ended_at, peak, reasons }) => ({
    from: secondsSince(began, began_at),
    to: secondsSince(began, ended_at),
    rows: [
      [t('calls.moment'), t('calls.momentLine', { length: clock(secondsSince(began_at, ended_at)), peak: formatNumber(peak, 0) })] as const,
      ...reasons.slice(0, REASONS).map((reason) => reasonText(reason)),
    ],
  }));
  const stress: Series = {
    name: t('sensing.measure.stress'),
    points: course.map(({ second, stress: value, state }) => ({
      x: second / MINUTE,
      y: value,
      rows: [[t('field.state'), tDynamic(`option.${state}`, state)] as const, ...(marked.find(({ from, to }) => from <= second && second <= to)?.rows ?? [])],
    })),
  };
  return (
    <Lines
      title={t('calls.course')}
      description={quiet ? undefined : t('calls.courseText')}
      quiet={quiet}
      height={height}
      x={{ name: t('calls.minutes'), format: (value) => clock(Math.round(value * MINUTE)) }}
      y={{ name: t('sensing.measure.stress'), format: (value) => formatNumber(value, 0) }}
      level={{ value: STRESSED, label: t('calls.level') }}
      fromZero
      stretches={marked.map(({ from, to }) => ({ from: from / MINUTE, to: to / MINUTE, label: t('calls.moment') }))}
      series={[stress]}
    />
  );
}

import { Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Output } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { Lines } from '@/shared/plots';
import { Button, Progress } from '@/shared/ui';
import { useObserved } from '../../useObserved';
import { measureText } from '../measures';
import styles from './Breathe.module.css';
import { Pacer } from './Pacer';

const MEASURES = ['heart_rate', 'rmssd', 'respiration'] as const;
/** A line needs a few points before it says anything. */
const FEWEST = 5;

interface Point {
  x: number;
  y: number;
}

interface PracticeProps {
  view: NonNullable<Output<'breathing.status'>['breathing']>;
  /** When it began, on this machine's clock. */
  since: number;
  /** How long it is to last, in seconds. */
  length: number;
  onStop: () => void;
}

/** The exercise while it is on: the breath to follow, what is left of it, and the heart as it answers. */
export function Practice({ view, since, length, onStop }: PracticeProps) {
  const [course, setCourse] = useState<readonly Point[]>([]);
  const { observation } = useObserved(true, ({ features: { rmssd } }) => {
    if (rmssd !== undefined) setCourse((now) => [...now, { x: Math.round((Date.now() - since) / 1000), y: rmssd }]);
  });
  const left = useLeft(since, length);
  const now = observation?.features ?? view.now ?? {};
  const measured = MEASURES.filter((measure) => now[measure] !== undefined);
  return (
    <div className={styles.stage}>
      <Pacer pace={{ inhale: view.inhale_ms, exhale: view.exhale_ms }} since={since} />
      <div>
        <p className={styles.clock}>{t('breathe.left', { time: clock(left) })}</p>
        <Progress label={t('breathe.progress')} value={length - left} max={length} />
      </div>
      {measured.length > 0 ? (
        <dl className={styles.figures}>
          {measured.map((measure) => (
            <div key={measure} className={styles.figure}>
              <dt>{tDynamic(`sensing.measure.${measure}`, measure)}</dt>
              <dd>{measureText(measure, now[measure]!)}</dd>
              {view.before[measure] !== undefined && <dd className={styles.was}>{t('breathe.was', { value: measureText(measure, view.before[measure]) })}</dd>}
            </div>
          ))}
        </dl>
      ) : (
        <p className={styles.clock}>{t('breathe.noDevice')}</p>
      )}
      {course.length >= FEWEST && (
        <Lines
          title={t('sensing.measure.rmssd')}
          height={140}
          x={{ name: t('breathe.seconds'), format: (value) => formatNumber(value, 0) }}
          y={{ name: t('sensing.unit.ms'), format: (value) => formatNumber(value, 0) }}
          series={[{ name: t('sensing.measure.rmssd'), points: course }]}
          level={view.before['rmssd'] === undefined ? undefined : { value: view.before['rmssd'], label: t('breathe.before') }}
        />
      )}
      <div className={styles.center}>
        <Button icon={Square} onClick={onStop}>
          {t('breathe.stop')}
        </Button>
      </div>
    </div>
  );
}

/** Seconds as a clock shows them: "2:05". */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}

function useLeft(since: number, length: number): number {
  const leftNow = () => Math.max(0, Math.ceil(length - (Date.now() - since) / 1000));
  const [left, setLeft] = useState(leftNow);
  useEffect(() => {
    const timer = setInterval(() => setLeft(leftNow()), 250);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [since, length]);
  return left;
}

import { Progress as Base } from '@base-ui/react/progress';
import styles from './Progress.module.css';

interface ProgressProps {
  label: string;
  /** Null while the end is not known. */
  value: number | null;
  max?: number;
}

export function Progress({ label, value, max = 100 }: ProgressProps) {
  return (
    <Base.Root value={value} max={max} aria-label={label}>
      <Base.Track className={styles.track}>
        <Base.Indicator className={styles.bar} />
      </Base.Track>
    </Base.Root>
  );
}

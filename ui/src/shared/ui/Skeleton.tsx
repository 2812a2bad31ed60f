import styles from './Skeleton.module.css';

interface SkeletonProps {
  width?: string;
  height?: string;
}

/** Where something will be, while it is on its way. */
export function Skeleton({ width = '100%', height = '12px' }: SkeletonProps) {
  return <span aria-hidden className={styles.bone} style={{ width, height }} />;
}

/** A column of lines of different length. */
export function SkeletonLines({ count = 5 }: { count?: number }) {
  return (
    <div className={styles.lines} aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} width={`${88 - ((index * 37) % 48)}%`} />
      ))}
    </div>
  );
}

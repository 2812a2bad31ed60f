import { type ReactNode, useId } from 'react';
import styles from './Settings.module.css';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      <div className={styles.card}>{children}</div>
    </section>
  );
}

interface LineProps {
  label: string;
  hint?: string | undefined;
  children: ReactNode;
}

/** One thing to set: its name, what it does, and the control. */
export function Line({ label, hint, children }: LineProps) {
  return (
    <div className={styles.line}>
      <div className={styles.name}>
        <span>{label}</span>
        {hint && <span className={styles.hint}>{hint}</span>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}

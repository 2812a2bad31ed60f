import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, cx } from '../../ui';
import styles from './Entry.module.css';

interface EntryProps {
  icon: LucideIcon;
  title: string;
  to?: string;
  facts: readonly string[];
  struck?: boolean;
  children?: ReactNode;
  /** Shown while the entry is pointed at or has the keyboard. */
  tools?: ReactNode;
}

/** One thing that happened, on the line through time. */
export function Entry({ icon: Icon, title, to, facts, struck = false, children, tools }: EntryProps) {
  return (
    <li className={styles.entry}>
      <span className={styles.icon}>
        <Icon aria-hidden />
      </span>
      <div className={styles.content}>
        <p className={styles.line}>
          {to ? (
            <Link to={to} className={cx(styles.title, struck && styles.struck)}>
              {title}
            </Link>
          ) : (
            <strong className={styles.title}>{title}</strong>
          )}
          <span className={styles.facts}>{facts.join(' · ')}</span>
          {tools && <span className={styles.tools}>{tools}</span>}
        </p>
        {children && <div className={styles.body}>{children}</div>}
      </div>
    </li>
  );
}

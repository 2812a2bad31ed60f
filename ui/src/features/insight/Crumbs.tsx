import { Link } from '@/shared/ui';
import styles from './Insight.module.css';

/** Where a page stands: the list it belongs to, and its own name as the page's heading. */
export function Crumbs({ to, parent, title }: { to: string; parent: string; title: string }) {
  return (
    <div className={styles.crumbs}>
      <Link to={to} className={styles.crumb}>
        {parent}
      </Link>
      <span aria-hidden>/</span>
      <h1 title={title}>{title}</h1>
    </div>
  );
}

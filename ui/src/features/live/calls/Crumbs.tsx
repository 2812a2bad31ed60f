import { t } from '@/shared/i18n';
import { Link } from '@/shared/ui';
import styles from './Calls.module.css';

/** Where a call's page stands, and its name as the page's heading. */
export function Crumbs({ title }: { title: string }) {
  return (
    <div className={styles.crumbs}>
      <Link to="/wellbeing/calls" className={styles.crumb}>
        {t('nav.calls')}
      </Link>
      <span aria-hidden>/</span>
      <h1 title={title}>{title}</h1>
    </div>
  );
}

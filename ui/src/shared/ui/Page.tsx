import { Menu as MenuIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import { IconButton } from './Button';
import { openDrawer } from './drawer';
import styles from './Page.module.css';

interface PageProps {
  title: ReactNode;
  /** Beside the title: tabs, crumbs. */
  beside?: ReactNode;
  /** At the right end, the primary button last. */
  actions?: ReactNode;
  /** The line at the bottom, left side; undo is named on the right by the shell. */
  children: ReactNode;
}

/** The frame of every screen: the bar with its one `h1`, and the content below. */
export function Page({ title, beside, actions, children }: PageProps) {
  return (
    <>
      <header className={styles.bar}>
        <IconButton icon={MenuIcon} label={t('shell.openMenu')} className={styles.menu} onClick={openDrawer} />
        {typeof title === 'string' ? <h1 className={styles.title}>{title}</h1> : title}
        <div className={styles.beside}>{beside}</div>
        <div className={styles.actions}>{actions}</div>
      </header>
      <div className={styles.content}>{children}</div>
    </>
  );
}

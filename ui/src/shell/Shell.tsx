import { Dialog } from '@base-ui/react/dialog';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useShortcuts } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { closeDrawer, Toasts, useDrawer } from '@/shared/ui';
import { features } from './features';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar';
import { StatusLine } from './StatusLine';

const overlays = features.flatMap((feature) => feature.overlays ?? []);

const lines = features.flatMap((feature) => feature.lines ?? []);

/** What surrounds every screen: sidebar, status line, toasts, shortcuts, overlays. */
export function Shell() {
  useShortcuts();
  const drawer = useDrawer();
  const { pathname } = useLocation();
  useEffect(closeDrawer, [pathname]);

  return (
    <div className={styles.app}>
      <a
        href="#main"
        className={styles.skip}
        onClick={(event) => {
          // The address belongs to the router: move the focus ourselves.
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <aside className={styles.side}>
        <Sidebar />
      </aside>
      <Dialog.Root open={drawer} onOpenChange={(open) => !open && closeDrawer()}>
        <Dialog.Portal>
          <Dialog.Backdrop className={styles.veil} />
          <Dialog.Popup className={styles.drawer} aria-label={t('shell.navigation')}>
            <Sidebar />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
        {lines.map((Line, index) => (
          <Line key={index} />
        ))}
        <StatusLine />
      </main>
      {overlays.map((Overlay, index) => (
        <Overlay key={index} />
      ))}
      <Toasts />
    </div>
  );
}

import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { t } from '../i18n';
import buttonStyles from './Button.module.css';
import { cx } from './cx';
import { toasts } from './toast';
import styles from './Toasts.module.css';

/** Where toasts appear; once, in the shell. */
export function Toasts() {
  return (
    <Base.Provider toastManager={toasts} limit={3}>
      <Base.Portal>
        <Base.Viewport className={styles.viewport}>
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function List() {
  const manager = Base.useToastManager();
  return manager.toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className={cx(styles.toast, toast.type === 'bad' && styles.bad)} swipeDirection={['right', 'down']}>
      <Base.Content className={styles.content}>
        <div className={styles.text}>
          <Base.Title className={styles.title} render={<p />} />
          <Base.Description className={styles.description} />
        </div>
        <Base.Action className={cx(buttonStyles.button, buttonStyles.small)} />
        <Base.Close className={cx(buttonStyles.button, buttonStyles.quiet, buttonStyles.icon, buttonStyles.small)} aria-label={t('ui.close')}>
          <X aria-hidden />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}

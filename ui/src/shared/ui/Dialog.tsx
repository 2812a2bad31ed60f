import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { t } from '../i18n';
import { IconButton } from './Button';
import { cx } from './cx';
import styles from './Dialog.module.css';
import overlay from './overlay.module.css';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string | undefined;
  children: ReactNode;
  /** Buttons at the foot, the one that matters last. */
  footer?: ReactNode;
  /** `full`: over the whole screen, for what wants all of somebody's attention. */
  size?: 'narrow' | 'normal' | 'wide' | 'full';
  initialFocus?: RefObject<HTMLElement | null>;
}

export function Dialog({ open, onClose, title, description, children, footer, size = 'normal', initialFocus }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  // Into the first field rather than onto the cross above it.
  const firstField = () => body.current?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select, [role="combobox"]') ?? true;
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={overlay.veil} />
        <Base.Viewport className={cx(overlay.viewport, styles.viewport, size === 'full' && styles.whole)}>
          <Base.Popup className={cx(overlay.sheet, styles.dialog, styles[size])} initialFocus={initialFocus ?? firstField}>
            <header className={styles.head}>
              <Base.Title className={styles.title}>{title}</Base.Title>
              <IconButton icon={X} label={t('ui.close')} onClick={onClose} />
            </header>
            {description && <Base.Description className={styles.description}>{description}</Base.Description>}
            <div className={styles.body} ref={body}>{children}</div>
            {footer && <footer className={styles.foot}>{footer}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';
import styles from './Button.module.css';
import { Tooltip } from './Tooltip';

export interface ButtonProps extends ComponentProps<'button'> {
  /** One primary button a screen; `quiet` where many stand in a row. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'small';
  icon?: LucideIcon;
  busy?: boolean;
}

export function Button({ look = 'plain', size = 'normal', icon: Icon, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cx(styles.button, styles[look], size === 'small' && styles.small, className)}
    >
      {Icon && <Icon aria-hidden />}
      {children !== undefined && <span className={styles.label}>{children}</span>}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  /** Says what it does: read aloud and shown on hover. */
  label: string;
  size?: 'normal' | 'small';
  look?: 'plain' | 'quiet';
  /** Key caps shown in the tooltip. */
  keys?: string | undefined;
}

export function IconButton({ icon: Icon, label, size = 'normal', look = 'quiet', keys, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={cx(styles.button, styles.icon, styles[look], size === 'small' && styles.small, className)}
      >
        <Icon aria-hidden />
      </button>
    </Tooltip>
  );
}

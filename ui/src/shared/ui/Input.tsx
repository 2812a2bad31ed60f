import type { ComponentProps } from 'react';
import { cx } from './cx';
import styles from './Input.module.css';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input autoComplete="off" spellCheck={false} {...rest} className={cx(styles.input, className)} />;
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={3} {...rest} className={cx(styles.input, styles.area, className)} />;
}

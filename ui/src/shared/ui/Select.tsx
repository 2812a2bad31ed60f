import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './Select.module.css';
import popup from './popup.module.css';

export interface Option<V extends string> {
  value: V;
  label: string;
  /** Drawn before the label: a dot of a stage, an icon. */
  before?: ReactNode;
}

interface SelectProps<V extends string> {
  value: V | null;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
  label: string;
  placeholder?: string;
  size?: 'normal' | 'small';
  look?: 'field' | 'quiet';
  invalid?: boolean;
  id?: string;
  className?: string | undefined;
}

/** One of a few choices, all known. For records use `RecordPicker`. */
export function Select<V extends string>({ value, options, onChange, label, placeholder, size = 'normal', look = 'field', invalid, id, className }: SelectProps<V>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Base.Root<V> value={value} onValueChange={(next) => next !== null && onChange(next)} items={options.map((option) => ({ ...option }))}>
      <Base.Trigger
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        className={cx(styles.trigger, look === 'quiet' && styles.quiet, size === 'small' && styles.small, className)}
      >
        <span className={cx(styles.value, !chosen && styles.placeholder)}>
          {chosen?.before}
          {chosen?.label ?? placeholder ?? ''}
        </span>
        <ChevronsUpDown aria-hidden className={styles.arrow} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={popup.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className={cx(popup.popup, styles.popup)}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={popup.item}>
                  {option.before}
                  <Base.ItemText className={popup.text}>{option.label}</Base.ItemText>
                  <Base.ItemIndicator className={popup.check}>
                    <Check aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Checkbox.module.css';

interface CheckboxProps {
  checked: boolean;
  mixed?: boolean;
  onChange: (checked: boolean) => void;
  /** Stands beside the box. */
  children?: ReactNode;
  /** Read aloud where nothing stands beside it. */
  label?: string;
  disabled?: boolean;
}

export function Checkbox({ checked, mixed = false, onChange, children, label, disabled = false }: CheckboxProps) {
  const box = (
    <Base.Root
      className={styles.box}
      checked={checked}
      indeterminate={mixed}
      disabled={disabled}
      aria-label={label}
      onCheckedChange={(next) => onChange(next)}
    >
      <Base.Indicator className={styles.mark}>{mixed ? <Minus aria-hidden /> : <Check aria-hidden />}</Base.Indicator>
    </Base.Root>
  );
  if (children === undefined) return box;
  return (
    <label className={styles.line}>
      {box}
      <span>{children}</span>
    </label>
  );
}

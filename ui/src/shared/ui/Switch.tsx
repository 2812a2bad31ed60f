import { Switch as Base } from '@base-ui/react/switch';
import styles from './Switch.module.css';

interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
}

export function Switch({ checked, onChange, label }: SwitchProps) {
  return (
    <Base.Root className={styles.track} checked={checked} onCheckedChange={(next) => onChange(next)} aria-label={label}>
      <Base.Thumb className={styles.thumb} />
    </Base.Root>
  );
}

import { cx } from './cx';
import styles from './Avatar.module.css';
import { hueClass, hueOf } from './hue';

interface AvatarProps {
  name: string;
  /** People are round, organisations and things are square. */
  shape?: 'round' | 'square';
  size?: 'normal' | 'large';
  /** Leaves room before the name, where no flex gap does. */
  spaced?: boolean;
}

/** Two letters on a hue that always belongs to the same name. Decorative: the name stands beside it. */
export function Avatar({ name, shape = 'round', size = 'normal', spaced = false }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cx(styles.avatar, hueClass(hueOf(name)), shape === 'square' && styles.square, size === 'large' && styles.large, spaced && styles.spaced)}
    >
      {initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? ([...words.at(-1)!][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

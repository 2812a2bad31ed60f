import { X } from 'lucide-react';
import { t } from '../i18n';
import { cx } from './cx';
import { hueClass, hueOf } from './hue';
import styles from './Tag.module.css';

interface TagProps {
  text: string;
  hue?: number | null | undefined;
  onRemove?: (() => void) | undefined;
}

/** A word on its hue: a tag, a choice of a select, a kind. */
export function Tag({ text, hue, onRemove }: TagProps) {
  const className = cx(styles.tag, hueClass(hue ?? hueOf(text)));
  if (!onRemove) return <span className={className}>{text}</span>;
  return (
    <span className={cx(className, styles.removable)}>
      <span className={styles.text}>{text}</span>
      <button type="button" className={styles.remove} aria-label={t('ui.removeNamed', { name: text })} onClick={onRemove}>
        <X aria-hidden />
      </button>
    </span>
  );
}

/** A small square of a hue, where a stage or a view is named beside it. */
export function Dot({ hue }: { hue: number | null | undefined }) {
  return <span aria-hidden className={cx(styles.dot, hueClass(hue ?? 165))} />;
}

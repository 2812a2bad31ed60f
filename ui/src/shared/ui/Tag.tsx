import { X } from 'lucide-react';
import { t } from '../i18n';
import { hueOf } from './hue';
import styles from './Tag.module.css';

interface TagProps {
  text: string;
  hue?: number | null | undefined;
  onRemove?: (() => void) | undefined;
}

/** A word on its hue: a tag, a choice of a select, a kind. */
export function Tag({ text, hue, onRemove }: TagProps) {
  return (
    <span className={styles.tag} style={{ '--hue': hue ?? hueOf(text) } as React.CSSProperties}>
      <span className={styles.text}>{text}</span>
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={t('ui.removeNamed', { name: text })} onClick={onRemove}>
          <X aria-hidden />
        </button>
      )}
    </span>
  );
}

/** A small square of a hue, where a stage or a view is named beside it. */
export function Dot({ hue }: { hue: number | null | undefined }) {
  return <span aria-hidden className={styles.dot} style={{ '--hue': hue ?? 168 } as React.CSSProperties} />;
}

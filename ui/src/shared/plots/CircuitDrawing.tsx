import { createElement, useMemo, type ReactNode } from 'react';
import { t } from '../i18n';
import styles from './CircuitDrawing.module.css';
import { type Drawn, readDrawing } from './drawing';

/** A circuit as the core drew it, in the page's own ink. Wide ones scroll. */
export function CircuitDrawing({ svg, label }: { svg: string; label: string }) {
  const drawing = useMemo(() => readDrawing(svg), [svg]);
  if (!drawing) return <p className={styles.none}>{t('plot.noDrawing')}</p>;
  const { width, height, viewBox } = drawing.attributes;
  return (
    // Focusable: what scrolls must be reached from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <svg className={styles.drawing} role="img" aria-label={label} width={width} height={height} viewBox={viewBox} fill="none" stroke="currentColor" fontSize={13}>
        {drawing.children.map((child, index) => element(child, index))}
      </svg>
    </div>
  );
}

function element(drawn: Drawn | string, index: number): ReactNode {
  if (typeof drawn === 'string') return drawn;
  if (drawn.tag === 'title') return null;
  return createElement(drawn.tag, { key: index, ...drawn.attributes }, ...drawn.children.map((child, at) => element(child, at)));
}

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { t } from '../i18n';
import styles from './Reader.module.css';

/** Something that can be read off a picture. */
export interface Mark {
  x: number;
  y: number;
  title: string;
  /** Names and values, as in a tooltip. */
  rows: readonly (readonly [name: string, value: string])[];
}

interface ReaderProps {
  title: string;
  marks: readonly Mark[];
  along: 'x' | 'y';
  width: number;
  height: number;
}

const PAGE = 10;
/** Which part of the width a tooltip's middle may stand in; nearer to an edge it lies beside its mark. */
const EDGE = 0.3;

/**
 * Walks along the marks of a picture: with the pointer over it, with the arrow keys when it has the focus. It is one stop
 * of the Tab key, however many marks there are, and a slider to assistive technology, which reads each mark aloud.
 */
export function Reader({ title, marks, along, width, height }: ReaderProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const [place, setPlace] = useState(0);
  if (marks.length === 0) return null;
  const at = Math.min(chosen ?? place, marks.length - 1);
  const mark = chosen === null ? undefined : marks[at];

  const go = (index: number) => {
    const next = Math.max(0, Math.min(marks.length - 1, index));
    setPlace(next);
    setChosen(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -marks.length, End: marks.length };
    if (event.key === 'Escape' && chosen !== null) {
      event.stopPropagation();
      setChosen(null);
    } else if (event.key in steps && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      go(at + steps[event.key]!);
    }
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const position = along === 'x' ? event.clientX - box.left : event.clientY - box.top;
    setChosen(nearest(marks, along, position));
  };

  return (
    <>
      {mark && (
        <svg className={styles.mark} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
          {along === 'x' && <line className={styles.line} x1={mark.x} x2={mark.x} y1={0} y2={height} />}
          <circle className={styles.point} cx={mark.x} cy={mark.y} r={4} />
        </svg>
      )}
      <div
        role="slider"
        tabIndex={0}
        className={styles.reader}
        aria-label={t('plot.read', { title })}
        aria-orientation={along === 'x' ? 'horizontal' : 'vertical'}
        aria-valuemin={1}
        aria-valuemax={marks.length}
        aria-valuenow={at + 1}
        aria-valuetext={spoken(marks[at]!)}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && go(at)}
        onBlur={() => setChosen(null)}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={(event) => event.currentTarget !== document.activeElement && setChosen(null)}
      />
      {mark && (
        <div className={styles.tip} data-side={sideOf(mark.x / width)} data-below={mark.y < height / 2 || undefined} style={{ left: mark.x, top: mark.y }} aria-hidden>
          <p className={styles.title}>{mark.title}</p>
          <dl className={styles.rows}>
            {mark.rows.map(([name, value]) => (
              <div key={name} className={styles.row}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  );
}

function spoken({ title, rows }: Mark): string {
  return [title, ...rows.map(([name, value]) => (name ? `${name} ${value}` : value))].join(', ');
}

function sideOf(part: number): 'start' | 'middle' | 'end' {
  return part < EDGE ? 'start' : part > 1 - EDGE ? 'end' : 'middle';
}

/** The mark nearest to a pixel along one direction. */
export function nearest(marks: readonly Mark[], along: 'x' | 'y', position: number): number {
  let best = 0;
  for (let index = 1; index < marks.length; index += 1) {
    if (Math.abs(marks[index]![along] - position) < Math.abs(marks[best]![along] - position)) best = index;
  }
  return best;
}

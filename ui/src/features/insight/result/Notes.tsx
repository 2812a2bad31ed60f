import { Info, TriangleAlert } from 'lucide-react';
import { t } from '@/shared/i18n';
import type { Note } from '../model';
import styles from './Result.module.css';
import { noteText } from './words';

/** Sentences about the answer; what must be read first comes first. */
export function Notes({ notes }: { notes: readonly Note[] }) {
  if (notes.length === 0) return null;
  const sorted = [...notes.filter(({ level }) => level === 'caution'), ...notes.filter(({ level }) => level !== 'caution')];
  return (
    <ul className={styles.notes} aria-label={t('insight.notes')}>
      {sorted.map((note) => (
        <li key={`${note.code}${JSON.stringify(note.args)}`} className={styles.note} data-level={note.level}>
          {note.level === 'caution' ? <TriangleAlert aria-label={t('insight.caution')} /> : <Info aria-hidden />}
          <span>{noteText(note)}</span>
        </li>
      ))}
    </ul>
  );
}

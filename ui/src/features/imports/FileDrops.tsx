import { Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { transport } from '@/api';
import { t } from '@/shared/i18n';
import styles from './FileDrops.module.css';
import { dropFile, openFile } from './open';

/** A file dropped anywhere becomes an import, also one the program was opened with. */
export function FileDrops() {
  const [over, setOver] = useState(false);
  useEffect(() => transport().listenDrops((file) => void openFile(file)), []);
  useEffect(() => {
    let depth = 0;
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!hasFile(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFile(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const allow = (event: DragEvent) => {
      if (hasFile(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      // The window tells of its drops itself, with their path.
      if (file && transport().face === 'browser') void dropFile(file);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: allow, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name as 'drop', listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name as 'drop', listener);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={styles.veil} aria-hidden>
      <p className={styles.card}>
        <Upload />
        {t('import.dropHere')}
      </p>
    </div>
  );
}

import { FileUp, Upload } from 'lucide-react';
import { useCallByName } from '@/api';
import { formatNumber, formatRelative, t, tDynamic } from '@/shared/i18n';
import { kindsLabel } from '@/shared/records/kinds';
import { Button, Link, Page, StatusBar, Wait } from '@/shared/ui';
import { FileDropZone } from './FileDropZone';
import styles from './Imports.module.css';
import { type Import, written } from './model';
import { pickFile } from './open';

/** Where a file comes in, and what came in before. */
export default function ImportsScreen() {
  const past = useCallByName<{ items: Import[] }>('imports.list', { limit: 100 });
  return (
    <Page
      title={t('import.title')}
      actions={
        <Button look="primary" icon={Upload} onClick={() => void pickFile()}>
          {t('import.chooseFile')}
        </Button>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.column}>
          <FileDropZone />
          <h2 className={styles.heading}>{t('import.past')}</h2>
          <Wait for={past}>
            {({ items }) =>
              items.length === 0 ? (
                <p className={styles.nothing}>{t('import.noneYet')}</p>
              ) : (
                <ul className={styles.list}>
                  {items.map((entry) => (
                    <PastImport key={entry.id} entry={entry} />
                  ))}
                </ul>
              )
            }
          </Wait>
        </div>
      </div>
      <StatusBar>{past.data && <span>{t('import.count', { count: past.data.items.length, number: formatNumber(past.data.items.length) })}</span>}</StatusBar>
    </Page>
  );
}

function PastImport({ entry }: { entry: Import }) {
  const done = entry.state === 'open' ? 0 : written(entry.totals);
  return (
    <li>
      <Link to={`/imports/${entry.id}`} className={styles.past}>
        <FileUp aria-hidden />
        <span className={styles.pastName}>{entry.file_name}</span>
        <span className={styles.dim}>{tDynamic(`import.source.${entry.source}`, entry.source)}</span>
        <span className={styles.dim}>{kindsLabel(entry.kind)}</span>
        {done > 0 && <span className={styles.dim}>{t('import.rowsWritten', { count: done, number: formatNumber(done) })}</span>}
        <span className={styles.state}>{tDynamic(`import.state.${entry.state}`, entry.state)}</span>
        {entry.created_at && <time className={styles.dim} dateTime={entry.created_at}>{formatRelative(entry.created_at)}</time>}
      </Link>
    </li>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { FileWarning, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Output, call, usePages } from '@/api';
import { formatDateTime, formatNumber, t, tDynamic } from '@/shared/i18n';
import { Button, Dialog, IconButton, Tag, Wait, toast, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { refreshMirror } from '../refresh';
import own from './Readings.module.css';
import { sourceText } from './measures';

type Taken = Output<'readings.imports'>['items'][number];
type Bad = Output<'readings.import_errors'>['items'][number];

/** A file that was taken in: its counts, its rows that could not be used, and the way to take it back. */
export function ImportRow({ taken: { id, at, name, format, seen, taken, passed, bad, done } }: { taken: Taken }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reading, setReading] = useState(false);
  const remove = async () => {
    setAsking(false);
    try {
      const { removed } = await call('readings.remove_import', { id });
      toast(t('readings.removed', { count: removed, number: formatNumber(removed) }));
    } catch (error) {
      toastError(t('readings.notRemoved'), error);
    } finally {
      refreshMirror(client);
    }
  };
  return (
    <li className={styles.row}>
      <span className={styles.text}>
        <span className={styles.name}>
          {name}
          {!done && <Tag text={t('readings.unfinished')} hue={75} />}
        </span>
        <span className={styles.facts}>
          {format && <span>{sourceText(format)}</span>}
          <span>{formatDateTime(at)}</span>
          <span>{t('readings.rows', { count: seen, number: formatNumber(seen) })}</span>
          <span>{t('readings.samples', { count: taken, number: formatNumber(taken) })}</span>
          {passed > 0 && <span>{t('readings.passed', { count: passed, number: formatNumber(passed) })}</span>}
        </span>
      </span>
      <div className={styles.buttons}>
        {bad > 0 && (
          <Button icon={FileWarning} onClick={() => setReading(true)}>
            {t('readings.badRows', { count: bad, number: formatNumber(bad) })}
          </Button>
        )}
        <IconButton icon={Trash2} label={t('readings.remove', { name })} onClick={() => setAsking(true)} />
      </div>
      {reading && <BadRows id={id} name={name} onClose={() => setReading(false)} />}
      <Dialog
        open={asking}
        size="narrow"
        onClose={() => setAsking(false)}
        title={t('readings.removeTitle')}
        description={t('readings.removeText', { count: taken, number: formatNumber(taken) })}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button look="danger" icon={Trash2} onClick={() => void remove()}>
              {t('readings.removeNow')}
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </li>
  );
}

function BadRows({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const pages = usePages<Bad>('readings.import_errors', { id });
  return (
    <Dialog open size="wide" title={t('readings.badTitle', { name })} onClose={onClose}>
      <Wait for={pages}>
        {({ items }) => (
          <>
            <table className={own.table}>
              <thead>
                <tr>
                  <th scope="col">{t('readings.row')}</th>
                  <th scope="col">{t('readings.why')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ row, code, message }) => (
                  <tr key={row}>
                    <td>{formatNumber(row)}</td>
                    <td>
                      {tDynamic(`sensing.importError.${code}`, code)}
                      <span className={own.detail}>{message}</span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {pages.more && (
              <Button busy={pages.loadingMore} onClick={pages.more}>
                {t('labels.more')}
              </Button>
            )}
          </>
        )}
      </Wait>
    </Dialog>
  );
}

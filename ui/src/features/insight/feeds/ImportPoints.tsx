import { FileUp } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import { type ApiError, type Output, call } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { problemText } from '@/shared/problems';
import { Button, Dialog, FormField, Input } from '@/shared/ui';
import styles from '../Insight.module.css';
import { takenText, tell } from './points';

interface ImportPointsProps {
  id: string;
  name: string;
  onClose: () => void;
  onDone: () => void;
}

type Looked = Output<'feeds.import_csv'>;

interface Columns {
  time_column?: string;
  value_column?: string;
}

const SHOWN = 5;

/** Points out of a CSV: looked at first, the two columns corrected where need be, then taken in. */
export function ImportPoints({ id, name, onClose, onDone }: ImportPointsProps) {
  const file = useRef<HTMLInputElement>(null);
  const [content, setContent] = useState<{ name: string; text: string } | null>(null);
  const [columns, setColumns] = useState<Columns>({});
  const [looked, setLooked] = useState<Looked | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);

  const ask = async (text: string, chosen: Columns, dry: boolean): Promise<Looked | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return await call('feeds.import_csv', { id, content: text, ...chosen, ...(dry ? { dry_run: true } : {}) });
    } catch (error) {
      setLooked(null);
      setProblem(error as ApiError);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const look = async (text: string, chosen: Columns) => {
    const seen = await ask(text, chosen, true);
    if (seen) setLooked(seen);
  };
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.target.files?.[0];
    if (!picked) return;
    const text = await picked.text();
    setContent({ name: picked.name, text });
    setColumns({});
    await look(text, {});
  };
  const take = async () => {
    const taken = content && (await ask(content.text, columns, false));
    if (!taken) return;
    tell(taken);
    onDone();
    onClose();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('feeds.importTitle', { name })}
      description={t('feeds.importText')}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!looked || looked.added + looked.replaced === 0} onClick={() => void take()}>
            {t('feeds.take')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <div className={styles.pick}>
          <input ref={file} type="file" accept=".csv,.tsv,.txt,text/csv" className="visually-hidden" tabIndex={-1} aria-label={t('import.chooseFile')} onChange={(event) => void choose(event)} />
          <Button icon={FileUp} onClick={() => file.current?.click()}>
            {t('import.chooseFile')}
          </Button>
          {content && <span className={styles.dim}>{content.name}</span>}
        </div>
        {problem && (
          <p className={styles.problem} role="alert">
            {problemText(problem)}
          </p>
        )}
        {content && (
          <div className={styles.two}>
            {(['time_column', 'value_column'] as const).map((column) => (
              <FormField key={column} label={t(`feeds.${column}`)} hint={t('feeds.columnHint')}>
                {({ id: control, describedBy }) => (
                  <Input
                    id={control}
                    aria-describedby={describedBy}
                    value={columns[column] ?? looked?.[column] ?? ''}
                    onChange={(event) => setColumns((before) => ({ ...before, [column]: event.target.value }))}
                    onBlur={() => void look(content.text, columns)}
                  />
                )}
              </FormField>
            ))}
          </div>
        )}
        {looked && (
          <div role="status">
            <p>{t('feeds.looked', { rows: formatNumber(looked.rows), text: takenText(looked) })}</p>
            {looked.errors.length > 0 && (
              <ul className={styles.bad}>
                {looked.errors.slice(0, SHOWN).map((error) => (
                  <li key={`${error.row}${error.field}`}>{t('feeds.badRow', { row: formatNumber(error.row), message: error.message })}</li>
                ))}
                {looked.errors_total > SHOWN && <li>{t('feeds.moreBad', { number: formatNumber(looked.errors_total - SHOWN) })}</li>}
              </ul>
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}

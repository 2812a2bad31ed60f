import { Download, RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { callByName, transport } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { kindsLabel } from '@/shared/records/kinds';
import { redo, sayTakenBack } from '@/shared/records/steps';
import { retryJob } from '@/shared/jobs/useJob';
import { Button, ErrorState, NoResults, Page, SkeletonLines, StatusBar, toast, toastError } from '@/shared/ui';
import type { StepProps } from './ImportScreen';
import styles from './Imports.module.css';
import { type Outcome, revert, written } from './model';
import { OutcomeFilter } from './Outcomes';
import { RowsTable } from './RowsTable';
import { Steps } from './Steps';
import { useRows } from './useRows';

/** The ledger: what became of every row, what to do about the bad ones, and how to take all of it back. */
export function ResultStep({ entry, kind, title, onGo, refetch }: StepProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  const rows = useRows('imports.ledger', entry.id, outcome);
  const totals = entry.totals ?? null;
  const reverted = entry.state === 'reverted';
  const stopped = entry.state === 'cancelled' || entry.state === 'failed';

  const download = async () => {
    try {
      const { file_name, content } = await callByName<{ file_name: string; content: string }>('imports.errors_csv', { id: entry.id });
      await transport().saveFile(file_name, content, 'text/csv');
    } catch (error) {
      toastError(t('import.notSaved'), error);
    }
  };
  const takeBack = async () => {
    setBusy(true);
    try {
      const { changed, step, operation, skipped, job } = await revert(entry.id);
      refetch();
      if (job) {
        await sayTakenBack({ step, operation, skipped, job, redo: false });
        return;
      }
      toast(t('import.reverted', { count: changed, number: formatNumber(changed) }), {
        action: {
          label: t('ui.undo'),
          run: () => void redo(entry.step ?? undefined).then(refetch),
        },
      });
    } catch (error) {
      toastError(t('import.notReverted'), error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Page
      title={title}
      beside={<Steps at="result" />}
      actions={
        <>
          {(totals?.error ?? 0) > 0 && (
            <Button icon={Download} onClick={() => void download()}>
              {t('import.errorsCsv')}
            </Button>
          )}
          {stopped && entry.job && (
            <Button icon={RotateCcw} onClick={() => void retryJob(entry.job!).then(refetch)}>
              {t('import.goOn')}
            </Button>
          )}
          {reverted && (
            <Button icon={RotateCcw} onClick={() => onGo('columns')}>
              {t('import.again')}
            </Button>
          )}
          {!reverted && entry.step && (
            <Button icon={Undo2} busy={busy} onClick={() => void takeBack()}>
              {t('import.revert')}
            </Button>
          )}
          <Button look="primary" onClick={() => goTo(`/${kind.plural}`)}>
            {t('import.goTo', { kinds: kindsLabel(kind.name) })}
          </Button>
        </>
      }
    >
      <div className={styles.toolbar}>
        <p className={styles.summary}>
          <strong>{tDynamic(`import.state.${entry.state}`, entry.state)}</strong>
          {totals && <span className={styles.dim}>{t('import.rowsWritten', { count: written(totals), number: formatNumber(written(totals)) })}</span>}
        </p>
        <OutcomeFilter totals={totals} value={outcome} onChange={setOutcome} />
      </div>
      {rows.error ? (
        <ErrorState error={rows.error} onRetry={rows.refetch} />
      ) : !rows.rows ? (
        <SkeletonLines count={12} />
      ) : rows.rows.length === 0 ? (
        <NoResults onClear={() => setOutcome(null)} text={t('import.noneOfOutcome')} />
      ) : (
        <>
          <RowsTable kind={kind} rows={rows.rows} entry={entry} label={t('import.ledger')} />
          {rows.more && (
            <div className={styles.moreRows}>
              <Button look="quiet" size="small" busy={rows.loadingMore} onClick={rows.more}>
                {t('ui.showMore')}
              </Button>
            </div>
          )}
        </>
      )}
      <StatusBar>
        <span>{entry.file_name}</span>
      </StatusBar>
    </Page>
  );
}

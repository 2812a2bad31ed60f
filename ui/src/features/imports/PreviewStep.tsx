import { ArrowLeft, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { callByName } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { isOver, progressOf, useJob } from '@/shared/jobs/useJob';
import { Button, ErrorState, NoResults, Page, Progress, SkeletonLines, StatusBar, toastError } from '@/shared/ui';
import type { StepProps } from './ImportScreen';
import styles from './Imports.module.css';
import { type Outcome, type Totals, written } from './model';
import { OutcomeFilter } from './Outcomes';
import { RowsTable } from './RowsTable';
import { RunningStep } from './RunningStep';
import { Steps } from './Steps';
import { useRows } from './useRows';

/** What will happen, row by row, before anything is written. */
export function PreviewStep(props: StepProps) {
  const { entry, kind, title, onGo, refetch } = props;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [checking, setChecking] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [running, setRunning] = useState<string | null>(null);
  const rows = useRows('imports.preview', entry.id, outcome);
  const check = useJob(checking);

  // The first rows are shown at once; a check of the whole file counts the rest.
  useEffect(() => {
    let live = true;
    callByName<{ job: string }>('imports.check', { id: entry.id })
      .then(({ job }) => live && setChecking(job))
      .catch(() => undefined);
    return () => {
      live = false;
    };
  }, [entry.id]);

  const checked = check?.state === 'done' ? (totalsOf(check.result) ?? entry.totals) : null;
  const totals = checked ?? rows.totals;
  const count = written(totals);
  const run = async () => {
    setBusy(true);
    try {
      const { job } = await callByName<{ job: string }>('imports.run', { id: entry.id });
      setRunning(job);
      refetch();
    } catch (error) {
      toastError(t('import.notRun'), error);
      setBusy(false);
    }
  };

  if (running) return <RunningStep {...props} job={running} />;
  return (
    <Page
      title={title}
      beside={<Steps at="preview" />}
      actions={
        <>
          <Button icon={ArrowLeft} onClick={() => onGo('columns')}>
            {t('ui.back')}
          </Button>
          <Button look="primary" icon={Play} busy={busy} disabled={totals !== null && count === 0} onClick={() => void run()}>
            {totals ? t('import.runCount', { count, number: formatNumber(count) }) : t('import.run')}
          </Button>
        </>
      }
    >
      <div className={styles.toolbar}>
        <OutcomeFilter totals={totals} value={outcome} onChange={setOutcome} />
        {check && !isOver(check) && (
          <span className={styles.checking}>
            {t('import.checking')}
            <span className={styles.checkBar}>
              <Progress label={t('import.checking')} value={progressOf(check)} />
            </span>
          </span>
        )}
      </div>
      {rows.error ? (
        <ErrorState error={rows.error} onRetry={rows.refetch} />
      ) : !rows.rows ? (
        <SkeletonLines count={12} />
      ) : rows.rows.length === 0 ? (
        outcome ? <NoResults onClear={() => setOutcome(null)} text={t('import.noneOfOutcome')} /> : <ErrorState error={t('import.noRows')} />
      ) : (
        <>
          <RowsTable kind={kind} rows={rows.rows} entry={entry} label={t('import.preview')} />
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
        <span>{t('import.nothingYet')}</span>
      </StatusBar>
    </Page>
  );
}

function totalsOf(result: unknown): Totals | null {
  return (result as { totals?: Totals } | null)?.totals ?? null;
}

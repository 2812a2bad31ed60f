import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallByName } from '@/api';
import { t } from '@/shared/i18n';
import { useKind } from '@/shared/records/kinds';
import { ErrorState, Link, Page, SkeletonLines } from '@/shared/ui';
import styles from './Imports.module.css';
import { type Import, phaseOf } from './model';
import { PreviewStep } from './PreviewStep';
import { ResultStep } from './ResultStep';
import { RunningStep } from './RunningStep';
import { SetupStep } from './SetupStep';

type Step = 'columns' | 'preview';

/** One import: its columns, what will happen, its run, and what became of every row. */
export default function ImportScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { step } = useSearch({ strict: false }) as { step?: Step };
  const navigate = useNavigate();
  const found = useCallByName<Import>('imports.get', { id });
  const kind = useKind(found.data?.kind ?? '');
  const title = (
    <h1 className={styles.crumbs}>
      <Link to="/imports" className={styles.crumb}>{t('import.title')}</Link>
      <span aria-hidden>/</span>
      <span className={styles.fileName}>{found.data?.file_name ?? ''}</span>
    </h1>
  );
  if (found.error) {
    return (
      <Page title={title}>
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  if (!found.data || !kind) return <Page title={title}><SkeletonLines count={10} /></Page>;
  const entry = found.data;
  const go = (next: Step) => void navigate({ to: '.', search: { step: next } as never });
  const phase = phaseOf(entry);
  const props = { entry, kind, title, onGo: go, refetch: () => void found.refetch() };
  if (phase === 'running') return <RunningStep {...props} />;
  // What was taken back may be set up anew.
  if (phase === 'finished' && !(entry.state === 'reverted' && step)) return <ResultStep {...props} />;
  return step === 'preview' ? <PreviewStep {...props} /> : <SetupStep key={entry.kind} {...props} />;
}

export interface StepProps {
  entry: Import;
  kind: NonNullable<ReturnType<typeof useKind>>;
  title: React.ReactNode;
  onGo: (step: Step) => void;
  refetch: () => void;
}

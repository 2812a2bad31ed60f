import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Copy, Play, SlidersHorizontal } from 'lucide-react';
import { useEffect } from 'react';
import { callByName, useCallByName } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatRelative, t } from '@/shared/i18n';
import { isOver, useJob } from '@/shared/jobs/useJob';
import { Button, ErrorState, MenuItem, Page, SkeletonLines, toastError } from '@/shared/ui';
import { Crumbs } from '../Crumbs';
import styles from '../Insight.module.css';
import { MoreMenu } from '../MoreMenu';
import { ResultView } from '../result/ResultView';
import { EditQuestion } from './EditQuestion';
import { type Found, type Simulation, type SimulationType, startRun, typeName, typeText } from './model';
import { Running } from './Running';
import { StatusTag } from './StatusTag';

interface Address {
  /** The job that is running it. */
  job?: string;
  /** The question is being changed. */
  edit?: boolean;
}

/** One simulation: the question, its run, and all that it answered. */
export default function SimulationScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const found = useCallByName<Found>('simulations.get', { id });
  if (found.data) return <Kept key={id} simulation={found.data.record} refs={found.data.refs} refetch={() => void found.refetch()} />;
  return <Page title={t('kind.simulation')}>{found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <SkeletonLines count={10} />}</Page>;
}

function Kept({ simulation, refs, refetch }: { simulation: Simulation; refs: Found['refs']; refetch: () => void }) {
  const { job: started, edit } = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const types = useCallByName<{ items: SimulationType[] }>('simulations.kinds', {});
  const type = types.data?.items.find((candidate) => candidate.type === simulation.type);
  const job = useJob(started);
  const running = job !== undefined && !isOver(job);
  const over = job !== undefined && isOver(job);
  const address = (next: Address) => void navigate({ to: '.', search: next as never, replace: true });
  const run = async () => {
    try {
      address({ job: await startRun(simulation.id) });
    } catch (error) {
      toastError(t('simulations.notStarted'), error);
    }
  };
  const copy = async () => {
    try {
      const { name, type: asked, parameters, seed } = simulation;
      const made = await callByName<{ id: string }>('simulations.create', { name: t('simulations.copyOf', { name }), type: asked, parameters, seed });
      await navigate({ to: `/simulations/${made.id}` as never, search: { edit: true } as never });
    } catch (error) {
      toastError(t('record.notCreated'), error);
    }
  };
  useEffect(() => {
    if (over) refetch();
    // oxlint-disable-next-line react/exhaustive-deps -- asked again once, when the run ends
  }, [over]);
  useActionHandler('simulation.run', () => void run(), !running);
  const inTrash = simulation.deleted_at !== null;

  return (
    <Page
      title={<Crumbs to="/simulations" parent={t('kinds.simulation')} title={simulation.name} />}
      actions={
        <>
          <Button icon={SlidersHorizontal} aria-pressed={edit === true} onClick={() => address({ ...(started ? { job: started } : {}), ...(edit ? {} : { edit: true }) })}>
            {t('simulations.question')}
          </Button>
          <Button look="primary" icon={Play} disabled={running || inTrash} onClick={() => void run()}>
            {simulation.result ? t('simulations.runAgain') : t('simulations.run')}
          </Button>
          <MoreMenu kind="simulation" record={simulation} list="/simulations">
            <MenuItem icon={Copy} onSelect={() => void copy()}>
              {t('simulations.copy')}
            </MenuItem>
          </MoreMenu>
        </>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.wide}>
          <div className={styles.standing}>
            <StatusTag status={running ? 'running' : simulation.status} />
            <span className={styles.dim}>{typeName(simulation.type)}</span>
            {simulation.finished_at && !running && <time className={styles.dim} dateTime={simulation.finished_at}>{formatRelative(simulation.finished_at)}</time>}
          </div>
          <p className={styles.lead}>{typeText(simulation.type)}</p>
          {edit && type && <EditQuestion key={simulation.revision} simulation={simulation} type={type} refs={refs} onSaved={() => address({})} onRun={run} />}
          {running && <Running job={job} />}
          {!running && simulation.status === 'failed' && simulation.error && (
            <p className={styles.problem} role="alert">
              {simulation.error}
            </p>
          )}
          {simulation.result && !running && <ResultView result={simulation.result} />}
          {!simulation.result && !running && simulation.status !== 'failed' && (
            <div className={styles.nothing}>
              <p>{t(simulation.status === 'cancelled' ? 'simulations.cancelledText' : 'simulations.notRunText')}</p>
            </div>
          )}
        </div>
      </div>
    </Page>
  );
}

import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Copy, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ApiError, callByName, useCall, useCallByName } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { isOver, useJob } from '@/shared/jobs/useJob';
import { Button, ErrorState, MenuItem, Page, SkeletonLines, toastError } from '@/shared/ui';
import { Crumbs } from '../Crumbs';
import styles from '../Insight.module.css';
import { MoreMenu } from '../MoreMenu';
import { Running } from '../simulations/Running';
import { type Draft, draftOf, parametersOf } from './draft';
import { Editor } from './Editor';
import { type Scenario, type Variables, keyOf, startScenario } from './model';
import { Outcomes } from './Outcomes';
import own from './WhatIf.module.css';

const NEW = 'new';

/** One what-if: what is changed on the left, what that would mean on the right. */
export default function ScenarioScreen() {
  const { id = NEW } = useParams({ strict: false }) as { id?: string };
  const found = useCallByName<{ record: Scenario }>('scenarios.get', { id }, { enabled: id !== NEW });
  const variables = useCall('scenarios.variables', {}, { keep: true });
  const error = found.error ?? variables.error;
  const title = <Crumbs to="/scenarios" parent={t('whatIf.title')} title={found.data?.record.name ?? t('kindNew.scenario')} />;
  if (variables.data && (id === NEW || found.data)) return <Shown key={id} scenario={found.data?.record} variables={variables.data} title={title} refetch={() => void found.refetch()} />;
  return (
    <Page title={title}>
      {error ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void variables.refetch();
            if (id !== NEW) void found.refetch();
          }}
        />
      ) : (
        <SkeletonLines count={10} />
      )}
    </Page>
  );
}

interface ShownProps {
  scenario: Scenario | undefined;
  variables: Variables;
  title: React.ReactNode;
  refetch: () => void;
}

function Shown({ scenario, variables, title, refetch }: ShownProps) {
  const { job: started } = useSearch({ strict: false }) as { job?: string };
  const navigate = useNavigate();
  const kept = scenario?.parameters ?? variables.defaults;
  const [draft, setDraft] = useState<Draft>(() => draftOf(scenario?.name ?? '', kept, variables.items));
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const job = useJob(started);
  const over = job !== undefined && isOver(job);
  const running = job !== undefined && !over;
  useEffect(() => {
    if (over) refetch();
    // oxlint-disable-next-line react/exhaustive-deps -- asked again once, when the run ends
  }, [over]);

  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      const input = { name: draft.name.trim() || t('whatIf.unnamed'), parameters: parametersOf(draft, variables.items, kept) };
      const { id } = scenario ? { id: scenario.id } : await callByName<{ id: string }>('scenarios.create', input);
      if (scenario) await callByName('scenarios.update', { id, ...input });
      await navigate({ to: `/scenarios/${id}` as never, search: { job: await startScenario(id) } as never, replace: true });
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setError(thrown);
      if (thrown.fields.length === 0) toastError(t('whatIf.notRun'), thrown);
    } finally {
      setBusy(false);
    }
  };
  const copy = async () => {
    if (!scenario) return;
    try {
      const made = await callByName<{ id: string }>('scenarios.create', { name: t('simulations.copyOf', { name: scenario.name }), parameters: scenario.parameters, seed: scenario.seed });
      await navigate({ to: `/scenarios/${made.id}` as never });
    } catch (thrown) {
      toastError(t('record.notCreated'), thrown);
    }
  };
  useActionHandler('scenario.run', () => void run(), !running);

  return (
    <Page
      title={title}
      actions={
        <>
          <Button look="primary" icon={Play} busy={busy} disabled={running} onClick={() => void run()}>
            {t('whatIf.run')}
          </Button>
          {scenario && (
            <MoreMenu kind="scenario" record={scenario} list="/scenarios">
              <MenuItem icon={Copy} onSelect={() => void copy()}>
                {t('simulations.copy')}
              </MenuItem>
            </MoreMenu>
          )}
        </>
      }
    >
      <div className={own.split}>
        <aside className={own.editor} aria-label={t('whatIf.changes')}>
          <Editor draft={draft} variables={variables} onChange={(change) => setDraft((before) => ({ ...before, ...change }))} error={error} />
        </aside>
        <div className={own.result}>
          {running && <Running job={job} label={t('whatIf.running')} />}
          {!running && scenario?.status === 'failed' && scenario.error && (
            <p className={styles.problem} role="alert">
              {scenario.error}
            </p>
          )}
          {scenario?.result && !running && (
            <Outcomes
              result={scenario.result}
              onTake={(action) => setDraft((before) => ({ ...before, levels: { ...before.levels, [keyOf(action)]: action.to } }))}
            />
          )}
          {!scenario?.result && !running && (
            <div className={styles.nothing}>
              <p>{t('whatIf.notRunText')}</p>
              <Button icon={Play} busy={busy} onClick={() => void run()}>
                {t('whatIf.run')}
              </Button>
            </div>
          )}
        </div>
      </div>
    </Page>
  );
}

import { useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowRight, Play } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ApiError, callByName, useCallByName } from '@/api';
import { t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Button, Link, Page, Wait, toastError } from '@/shared/ui';
import styles from '../Insight.module.css';
import { Crumbs } from '../Crumbs';
import { inputOf } from './draft';
import { type SimulationType, startRun, typeName, typeText } from './model';
import { type Draft, QuestionForm } from './QuestionForm';
import { SourcesUsed } from './SourcesUsed';
import { TypeIcon } from './TypeIcon';

/** A new question: first what kind of one, then its parameters. */
export default function NewSimulationScreen() {
  const { type: wanted } = useSearch({ strict: false }) as { type?: string };
  const types = useCallByName<{ items: SimulationType[] }>('simulations.kinds', {});
  const title = <Crumbs to="/simulations" parent={t('kinds.simulation')} title={t('kindNew.simulation')} />;
  return (
    <Wait for={types} skeleton={<Page title={title}>{null}</Page>}>
      {({ items }) => {
        const type = items.find((candidate) => candidate.type === wanted);
        return type ? <Question key={type.type} type={type} title={title} /> : <Page title={title}><Types items={items} /></Page>;
      }}
    </Wait>
  );
}

function Types({ items }: { items: readonly SimulationType[] }) {
  return (
    <div className={styles.scroll}>
      <div className={styles.column}>
        <h2 className={styles.headline}>{t('simulations.choose')}</h2>
        <ul className={styles.cards}>
          {items.map(({ type }) => (
            <li key={type}>
              <Link to="/simulations/new" search={{ type }} className={styles.card}>
                <TypeIcon type={type} />
                <span className={styles.cardText}>
                  <strong>{typeName(type)}</strong>
                  <span className={styles.dim}>{typeText(type)}</span>
                </span>
                <ArrowRight aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Question({ type, title }: { type: SimulationType; title: React.ReactNode }) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>({ name: typeName(type.type), seed: '1', parameters: type.defaults });
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { id } = await callByName<{ id: string }>('simulations.create', { type: type.type, ...inputOf(type, draft) });
      await navigate({ to: `/simulations/${id}` as never, search: { job: await startRun(id) } as never, replace: true });
    } catch (thrown) {
      setBusy(false);
      if (!(thrown instanceof ApiError)) throw thrown;
      setError(thrown);
      if (thrown.fields.length === 0) toastError(t('simulations.notStarted'), thrown);
    }
  };
  return (
    <Page
      title={title}
      actions={
        <>
          <Button onClick={() => goTo('/simulations/new')}>{t('ui.back')}</Button>
          <Button look="primary" icon={Play} type="submit" form="new-simulation" busy={busy}>
            {t('simulations.createAndRun')}
          </Button>
        </>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.column}>
          <header>
            <h2 className={styles.headline}>{typeName(type.type)}</h2>
            <p className={styles.lead}>{typeText(type.type)}</p>
          </header>
          <form id="new-simulation" noValidate onSubmit={(event) => void submit(event)}>
            <QuestionForm
              type={type}
              draft={draft}
              error={error}
              onChange={(change) => {
                setDraft((before) => ({ ...before, ...change }));
                setError(null);
              }}
            />
          </form>
          <SourcesUsed type={type} values={draft.parameters} />
        </div>
      </div>
    </Page>
  );
}

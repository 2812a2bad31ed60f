import { type FormEvent, useState } from 'react';
import { ApiError, type Refs, callByName } from '@/api';
import { t } from '@/shared/i18n';
import { Button, toast, toastError } from '@/shared/ui';
import styles from '../Insight.module.css';
import { inputOf } from './draft';
import type { Simulation, SimulationType } from './model';
import { type Draft, QuestionForm } from './QuestionForm';
import { SourcesUsed } from './SourcesUsed';

interface EditQuestionProps {
  simulation: Simulation;
  type: SimulationType;
  refs: Refs;
  onSaved: () => void;
  onRun: () => Promise<void>;
}

/** Changes a kept question; the answer stays that of the old one until it is run again. */
export function EditQuestion({ simulation, type, refs, onSaved, onRun }: EditQuestionProps) {
  const [draft, setDraft] = useState<Draft>({ name: simulation.name, seed: String(simulation.seed), parameters: simulation.parameters });
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<boolean> => {
    setBusy(true);
    try {
      const { parameters, ...rest } = inputOf(type, draft);
      await callByName('simulations.update', { id: simulation.id, ...rest, parameters });
      return true;
    } catch (thrown) {
      setBusy(false);
      if (!(thrown instanceof ApiError)) throw thrown;
      setError(thrown);
      if (thrown.fields.length === 0) toastError(t('simulations.notSaved'), thrown);
      return false;
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await save()) {
      onSaved();
      await onRun();
    }
  };
  const saveOnly = async () => {
    if (!(await save())) return;
    toast(t('settings.saved'));
    onSaved();
  };
  return (
    <form className={styles.panel} noValidate aria-label={t('simulations.question')} onSubmit={(event) => void submit(event)}>
      <QuestionForm
        type={type}
        draft={draft}
        refs={refs}
        error={error}
        onChange={(change) => {
          setDraft((before) => ({ ...before, ...change }));
          setError(null);
        }}
      />
      <SourcesUsed type={type} values={draft.parameters} />
      <div className={styles.panelFoot}>
        <Button onClick={onSaved}>{t('ui.cancel')}</Button>
        <Button busy={busy} onClick={() => void saveOnly()}>
          {t('ui.save')}
        </Button>
        <Button look="primary" type="submit" busy={busy}>
          {t('simulations.saveAndRun')}
        </Button>
      </div>
    </form>
  );
}

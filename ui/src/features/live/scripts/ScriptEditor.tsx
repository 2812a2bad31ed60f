import { ArrowLeft, Trash2 } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { type ApiError, call } from '@/api';
import { isMac } from '@/shared/actions';
import { t, tDynamic } from '@/shared/i18n';
import { problemOf, problemText } from '@/shared/problems';
import { undoOf } from '@/shared/records/steps';
import { Button, Checkbox, FormField, IconButton, Input as TextField, Select, TextArea, toast, toastError } from '@/shared/ui';
import type { Script } from './ScriptsScreen';
import styles from './Scripts.module.css';
import { SITUATIONS, type Situation } from './situations';

/** What of a script is written by hand. */
interface Fields {
  title: string;
  body: string;
  situation: Situation;
  language: NonNullable<Script['language']>;
  states: string[];
  retired: boolean;
}

const STATES = ['calm', 'focused', 'excited', 'stressed', 'fatigued'] as const;
const TITLE = 120;
const BODY = 4000;

interface ScriptEditorProps {
  /** The script to edit; a new one without it. */
  script: Script | undefined;
  language: NonNullable<Script['language']>;
  onClose: () => void;
  onMade: (id: string) => void;
}

/** A script as it is written: saved as one step, which undo takes back. */
export function ScriptEditor({ script, language, onClose, onMade }: ScriptEditorProps) {
  const [fields, setFields] = useState<Fields>(() => ({
    title: script?.title ?? '', body: script?.body ?? '', situation: script?.situation ?? 'other', language: script?.language ?? language, states: script?.states ?? [], retired: script?.retired ?? false,
  }));
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Fields>) => setFields((before) => ({ ...before, ...change }));
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const kept = script ? await call('scripts.update', { id: script.id, if_match: script.revision, ...fields }) : await call('scripts.create', fields);
      toast(t('script.saved', { title: kept.title ?? '' }), { action: undoOf() });
      if (!script) onMade(kept.id);
    } catch (thrown) {
      setError(thrown as ApiError);
    } finally {
      setBusy(false);
    }
  };
  const remove = async () => {
    try {
      const { step } = await call('scripts.delete', { id: script!.id });
      toast(t('record.deleted', { name: fields.title }), { action: undoOf(step ?? undefined) });
      onClose();
    } catch (thrown) {
      toastError(t('script.notDeleted'), thrown);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (isMac ? event.metaKey : event.ctrlKey)) void save();
  };
  return (
    <form className={styles.form} aria-label={script ? t('script.edit') : t('script.new')} onSubmit={(event) => void save(event)}>
      <header className={styles.head}>
        <IconButton className={styles.back} icon={ArrowLeft} label={t('script.back')} onClick={onClose} />
        <h2 className={styles.grow}>{script ? t('script.edit') : t('script.new')}</h2>
        {script && <IconButton icon={Trash2} label={t('script.delete')} onClick={() => void remove()} />}
        <Button type="submit" look="primary" busy={busy}>
          {t('ui.save')}
        </Button>
      </header>
      {error && error.fields.length === 0 && (
        <p role="alert" className={styles.bad}>
          {problemText(error)}
        </p>
      )}
      <FormField label={t('field.title')} required error={problemOf(error, 'title')}>
        {({ id, describedBy, invalid }) => <TextField id={id} aria-describedby={describedBy} aria-invalid={invalid} maxLength={TITLE} value={fields.title} onChange={(event) => set({ title: event.target.value })} />}
      </FormField>
      <div className={styles.pair}>
        <FormField label={t('field.situation')} required>
          {({ id }) => <Select id={id} label={t('field.situation')} value={fields.situation} options={SITUATIONS.map((value) => ({ value, label: tDynamic(`option.${value}`, value) }))} onChange={(value: Situation) => set({ situation: value })} />}
        </FormField>
        <FormField label={t('field.language')} required>
          {({ id }) => (
            <Select id={id} label={t('field.language')} value={fields.language} options={(['en', 'de'] as const).map((value) => ({ value, label: tDynamic(`option.${value}`, value) }))} onChange={(value) => set({ language: value })} />
          )}
        </FormField>
      </div>
      <FormField label={t('script.body')} required hint={t('script.bodyHint')} error={problemOf(error, 'body')}>
        {({ id, describedBy, invalid }) => (
          <TextArea id={id} className={styles.body} rows={10} aria-describedby={describedBy} aria-invalid={invalid} maxLength={BODY} value={fields.body} onKeyDown={onKeyDown} onChange={(event) => set({ body: event.target.value })} />
        )}
      </FormField>
      <fieldset className={styles.states}>
        <legend>{t('script.states')}</legend>
        {STATES.map((state) => {
          const on = fields.states.includes(state);
          return (
            <Checkbox key={state} checked={on} onChange={() => set({ states: on ? fields.states.filter((one) => one !== state) : [...fields.states, state] })}>
              {tDynamic(`option.${state}`, state)}
            </Checkbox>
          );
        })}
      </fieldset>
      <Checkbox checked={fields.retired} onChange={(retired) => set({ retired })}>
        {t('field.retired')}
      </Checkbox>
    </form>
  );
}

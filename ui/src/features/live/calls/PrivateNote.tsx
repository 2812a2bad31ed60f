import { useQueryClient } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { call } from '@/api';
import { t } from '@/shared/i18n';
import { problemText } from '@/shared/problems';
import { Button, TextArea } from '@/shared/ui';
import { refreshMirror } from '../refresh';
import { Draft, type DraftState } from './draft';
import styles from './Calls.module.css';

const LONGEST = 20_000;

/** The wearer's own note on a call. Saved while it is written; what is not saved yet is not let go of unsaid. */
export function PrivateNote({ id, note }: { id: string; note: string }) {
  const client = useQueryClient();
  const field = useId();
  const [state, setState] = useState<DraftState>({ phase: 'saved', error: null });
  const [text, setText] = useState(note);
  const draft = useRef<Draft>(null);
  draft.current ??= new Draft(note, (written) => call('calls.note', { call: id, note: written }), setState);

  // What was written elsewhere shows here, unless something is being written here.
  useEffect(() => {
    if (draft.current?.adopt(note)) setText(note);
  }, [note]);

  useEffect(() => {
    const kept = draft.current!;
    const leave = () => void kept.flush();
    const ask = (event: BeforeUnloadEvent) => kept.dirty && event.preventDefault();
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('beforeunload', ask);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('beforeunload', ask);
      void kept.flush().then(() => refreshMirror(client));
    };
  }, [client]);

  return (
    <section className={styles.note}>
      <h2 className={styles.noteTitle}>
        <Lock aria-hidden />
        <label htmlFor={field}>{t('calls.note')}</label>
        <span className={styles.dim} role="status">
          {state.phase === 'saving' ? t('calls.saving') : state.phase === 'saved' && text !== '' ? t('calls.saved') : ''}
        </span>
      </h2>
      <TextArea
        id={field}
        rows={6}
        maxLength={LONGEST}
        placeholder={t('calls.noteHint')}
        aria-describedby={`${field}-who`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          draft.current?.write(event.target.value);
        }}
        onBlur={() => void draft.current?.flush()}
      />
      <p id={`${field}-who`} className={styles.dim}>
        {t('calls.noteWho')}
      </p>
      {state.phase === 'failed' && (
        <p className={styles.bad} role="alert">
          {t('calls.notSaved', { why: problemText(state.error) })}
          <Button size="small" onClick={() => void draft.current?.flush()}>
            {t('ui.retry')}
          </Button>
        </p>
      )}
    </section>
  );
}

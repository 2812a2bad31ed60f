import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type ApiError, type Kind, type RecordData, call } from '@/api';
import { isMac } from '../../actions';
import { t } from '../../i18n';
import { problemText } from '../../problems';
import { Button, FormField, Input, Keys, Tabs, TextArea, toast } from '../../ui';
import { ACTIVITY_ICONS } from '../activityIcons';
import { fromLocalInput, toLocalInput } from '../fields/parse';
import { undoOf } from '../steps';
import styles from './Composer.module.css';

export type ActivityType = keyof typeof ACTIVITY_ICONS;

const TYPES = ['note', 'call', 'email', 'meeting', 'task'] as const;

const SUBJECT_LENGTH = 80;

interface ComposerProps {
  kind: Kind;
  record: RecordData;
  start: ActivityType;
  focused: boolean;
}

/** Writes down what happened, or what shall: a note, a call, an e-mail, a meeting, a task. */
export function Composer({ kind, record, start, focused }: ComposerProps) {
  const [type, setType] = useState<ActivityType>(start);
  const [open, setOpen] = useState(focused);
  const [subject, setSubject] = useState('');
  const [body, setBody] = useState('');
  const [at, setAt] = useState(() => toLocalInput(new Date().toISOString()));
  const [due, setDue] = useState('');
  const [minutes, setMinutes] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const timed = type === 'call' || type === 'meeting';

  useEffect(() => {
    if (focused) text.current?.focus();
  }, [focused]);

  const clear = () => {
    setSubject('');
    setBody('');
    setMinutes('');
    setDue('');
    setError(null);
    setOpen(false);
  };

  const save = async () => {
    const named = subject.trim() || firstLine(body);
    if (named === '') {
      text.current?.focus();
      return;
    }
    setBusy(true);
    try {
      await call('activities.create', {
        type,
        subject: named,
        body: body.trim() === '' || body.trim() === named ? null : body.trim(),
        ...about(kind.name, record),
        ...(type === 'task' ? { due_at: fromLocalInput(due) } : { occurred_at: fromLocalInput(at) }),
        ...(timed && minutes !== '' ? { duration_minutes: Number(minutes) } : {}),
      });
      clear();
      toast(t(`composer.saved.${type}`), { action: undoOf() });
    } catch (thrown) {
      setError(thrown as ApiError);
    } finally {
      setBusy(false);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (isMac ? event.metaKey : event.ctrlKey)) {
      event.preventDefault();
      void save();
    } else if (event.key === 'Escape' && body === '' && subject === '') setOpen(false);
  };

  return (
    <div className={styles.composer} role="presentation" onKeyDown={onKeyDown}>
      <div className={styles.tabs}>
        <Tabs
          label={t('composer.what')}
          value={type}
          tabs={TYPES.map((value) => ({ value, icon: ACTIVITY_ICONS[value], label: t(`composer.${value}`) }))}
          onChange={(next) => {
            setType(next);
            setOpen(true);
          }}
        />
      </div>
      {open && type !== 'note' && (
        <Input className={styles.subject} aria-label={t('field.subject')} placeholder={t(`composer.subject.${type}`)} value={subject} onChange={(event) => setSubject(event.target.value)} />
      )}
      <TextArea
        ref={text}
        className={styles.text}
        rows={open ? 4 : 2}
        aria-label={t(`composer.${type}`)}
        placeholder={t(`composer.hint.${type}`)}
        value={body}
        onFocus={() => setOpen(true)}
        onChange={(event) => setBody(event.target.value)}
      />
      {open && (
        <div className={styles.foot}>
          {type === 'task' ? (
            <FormField label={t('field.due_at')}>{({ id }) => <Input id={id} type="datetime-local" max="9999-12-31T23:59" value={due} onChange={(event) => setDue(event.target.value)} />}</FormField>
          ) : (
            <FormField label={t('field.occurred_at')}>{({ id }) => <Input id={id} type="datetime-local" max="9999-12-31T23:59" value={at} onChange={(event) => setAt(event.target.value)} />}</FormField>
          )}
          {timed && (
            <FormField label={t('field.duration_minutes')}>
              {({ id }) => <Input id={id} type="number" min={0} max={1440} className={styles.minutes} value={minutes} onChange={(event) => setMinutes(event.target.value)} />}
            </FormField>
          )}
          <div className={styles.buttons}>
            <Button onClick={clear}>{t('ui.cancel')}</Button>
            <Button look="primary" busy={busy} onClick={() => void save()}>
              {t('composer.save')}
            </Button>
            <span className={styles.keys}>
              <Keys keys="mod+enter" />
            </span>
          </div>
        </div>
      )}
      {error && (
        <p role="alert" className={styles.error}>
          {t('grid.notSaved', { reason: problemText(error) })}
        </p>
      )}
    </div>
  );
}

/** Whom and what an activity written on a record's page is about. */
function about(kind: string, record: RecordData): Record<string, unknown> {
  const linked = { contact: record['contact'] ?? null, account: record['account'] ?? null };
  if (kind === 'contact') return { contact: record.id, account: linked.account };
  if (kind === 'account') return { account: record.id };
  return { opportunity: record.id, ...linked };
}

function firstLine(body: string): string {
  const line = body.trim().split('\n')[0] ?? '';
  return line.length > SUBJECT_LENGTH ? `${line.slice(0, SUBJECT_LENGTH - 1)}…` : line;
}

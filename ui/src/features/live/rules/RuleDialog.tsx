import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, call } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { problemText } from '@/shared/problems';
import { Button, Dialog, FormField, Input, Select, TextArea } from '@/shared/ui';
import { NumberField } from '../NumberField';
import { refreshMirror } from '../refresh';
import { ConditionEditor } from './ConditionEditor';
import styles from './Rules.module.css';
import type { Rule } from './RulesScreen';
import { Trial } from './Trial';
import { ACTIONS, type Flat, flat, tree } from './condition';

const STRENGTHS = ['1', '2', '3'] as const;
const TIMES = [
  { name: 'for_seconds', most: 3600, usual: 20 },
  { name: 'at_least_seconds', most: 3600, usual: 60 },
  { name: 'pause_seconds', most: 86_400, usual: 120 },
] as const;

type Times = Record<(typeof TIMES)[number]['name'], number>;

/** Writes a rule: when, what, how strongly, how patiently; and tries it against what was measured. */
export function RuleDialog({ rule, onClose }: { rule: Rule | null; onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState(rule?.name ?? '');
  const [condition, setCondition] = useState<Flat | null>(() => flat(rule?.condition));
  const [text, setText] = useState(() => JSON.stringify(rule?.condition ?? {}, null, 2));
  const [action, setAction] = useState<(typeof ACTIONS)[number]>(rule?.action ?? 'suggest_break');
  const [strength, setStrength] = useState<string>(String(rule?.strength ?? 1));
  const [priority, setPriority] = useState(rule?.priority ?? 50);
  const [times, setTimes] = useState<Times>({ for_seconds: rule?.for_seconds ?? 20, at_least_seconds: rule?.at_least_seconds ?? 60, pause_seconds: rule?.pause_seconds ?? 120 });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const said = condition ? tree(condition) : parsed(text);
  const problemOf = (field: string) => (error instanceof ApiError ? error.fields?.find((one) => one.field === field) : undefined);
  const save = async () => {
    if (said === undefined) return;
    setBusy(true);
    const fields = { name: name.trim(), condition: said, action, strength: Number(strength), priority, ...times };
    try {
      await (rule ? call('sensing_rules.update', { id: rule.id, ...fields }) : call('sensing_rules.create', fields));
      onClose();
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
      refreshMirror(client);
    }
  };
  return (
    <Dialog
      open
      size="wide"
      title={t(rule ? 'rules.editTitle' : 'rules.create')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!name.trim() || said === undefined} onClick={() => void save()}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <FormField label={t('rules.name')} required error={problemOf('name') && problemText(error)}>
          {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />}
        </FormField>
        <fieldset className={styles.part}>
          <legend>{t('rules.when')}</legend>
          {condition ? (
            <ConditionEditor condition={condition} onChange={setCondition} />
          ) : (
            <FormField label={t('rules.asTree')} hint={t('rules.asTreeText')} error={said === undefined ? t('rules.noTree') : undefined}>
              {({ id, describedBy }) => <TextArea id={id} rows={7} aria-describedby={describedBy} className={styles.code} value={text} onChange={(event) => setText(event.target.value)} />}
            </FormField>
          )}
          {error !== null && (
            <p className={styles.wrong} role="alert">
              {problemText(error)}
            </p>
          )}
        </fieldset>
        <fieldset className={styles.part}>
          <legend>{t('rules.then')}</legend>
          <div className={styles.fields}>
            <FormField label={t('field.action')}>
              {({ id }) => <Select id={id} label={t('field.action')} value={action} options={ACTIONS.map((value) => ({ value, label: tDynamic(`option.${value}`, value) }))} onChange={setAction} />}
            </FormField>
            <FormField label={t('field.strength')}>
              {({ id }) => <Select id={id} label={t('field.strength')} value={strength} options={STRENGTHS.map((value) => ({ value: value as string, label: t(`rules.strength.${value}`) }))} onChange={setStrength} />}
            </FormField>
            <NumberField label={t('field.priority')} hint={t('rules.priorityHint')} value={priority} least={0} most={100} onCommit={setPriority} />
          </div>
        </fieldset>
        <fieldset className={styles.part}>
          <legend>{t('rules.patience')}</legend>
          <div className={styles.fields}>
            {TIMES.map(({ name: time, most }) => (
              <NumberField key={time} label={t(`field.${time}`)} value={times[time]} least={0} most={most} onCommit={(value) => setTimes((now) => ({ ...now, [time]: Math.round(value) }))} />
            ))}
          </div>
        </fieldset>
        <Trial condition={said} times={times} />
        {rule && (rule.activations ?? 0) > 0 && <p className={styles.note}>{t('rules.wasOn', { count: rule.activations ?? 0, number: formatNumber(rule.activations ?? 0) })}</p>}
      </div>
    </Dialog>
  );
}

/** What a text of JSON says; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import { type FormEvent, useState } from 'react';
import { callByName } from '@/api';
import { t } from '@/shared/i18n';
import { CURRENCY, WORKSPACE, saveSetting, useSetting } from '@/shared/settings';
import { Button, Combobox, Input, toast, toastError } from '@/shared/ui';
import { Line, Section } from './Section';
import styles from './Settings.module.css';

const CURRENCIES = Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: code }));

/** Whose data it is: names, and the currency of amounts that say none. */
export function Workspace({ owner }: { owner: { id: string; name: string } }) {
  const workspace = useSetting<string>(WORKSPACE);
  const currency = useSetting<string>(CURRENCY) ?? 'EUR';
  return (
    <Section title={t('settings.workspace')}>
      <Line label={t('settings.workspaceName')}>
        <NameForm key={workspace} label={t('settings.workspaceName')} start={workspace ?? ''} placeholder={t('app.name')} onSave={(name) => save(() => saveSetting(WORKSPACE, name))} />
      </Line>
      <Line label={t('settings.ownerName')} hint={t('settings.ownerHint')}>
        <NameForm key={owner.name} label={t('settings.ownerName')} start={owner.name} onSave={(name) => save(() => callByName('users.update', { id: owner.id, name }))} />
      </Line>
      <Line label={t('settings.currency')} hint={t('settings.currencyHint')}>
        <Combobox
          label={t('settings.currency')}
          clearable={false}
          options={CURRENCIES}
          value={{ value: currency, label: currency }}
          onChange={(option) => option && option.value !== currency && void save(() => saveSetting(CURRENCY, option.value))}
        />
      </Line>
    </Section>
  );
}

async function save(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
    toast(t('settings.saved'));
  } catch (error) {
    toastError(t('settings.notSaved'), error);
  }
}

interface NameFormProps {
  label: string;
  start: string;
  placeholder?: string;
  onSave: (name: string) => Promise<void>;
}

function NameForm({ label, start, placeholder, onSave }: NameFormProps) {
  const [name, setName] = useState(start);
  const [busy, setBusy] = useState(false);
  const changed = name.trim() !== start && name.trim() !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!changed) return;
    setBusy(true);
    await onSave(name.trim());
    setBusy(false);
  };
  return (
    <form className={styles.nameForm} onSubmit={(event) => void submit(event)}>
      <Input aria-label={label} value={name} maxLength={120} placeholder={placeholder} onChange={(event) => setName(event.target.value)} />
      {changed && (
        <Button type="submit" busy={busy}>
          {t('ui.save')}
        </Button>
      )}
    </form>
  );
}

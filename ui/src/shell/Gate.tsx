import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { transport, useCall } from '@/api';
import { t } from '@/shared/i18n';
import { problemText } from '@/shared/problems';
import { Button, ErrorState, FormField, Input } from '@/shared/ui';
import styles from './Gate.module.css';

/** What keeps the whole product from working, whatever screen one is on. */
const CLOSED = new Set(['locked', 'in_use', 'newer_database', 'storage', 'unauthorized', 'unreachable']);

/** Shows the product, or why its database does not open and what can be done about it. */
export function Gate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { error } = useCall('app.status', {});
  if (!error || !CLOSED.has(error.code)) return children;

  const retry = () => void client.invalidateQueries();
  return (
    <main className={styles.gate}>
      <ErrorState error={error} onRetry={retry} />
      {error.code === 'locked' && transport().face === 'window' && <Unlock onOpen={retry} />}
    </main>
  );
}

/** Takes the passphrase of a database that has one. */
function Unlock({ onOpen }: { onOpen: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();

  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await transport().call('window.unlock', { passphrase });
      onOpen();
    } catch (error) {
      setRefused(problemText(error));
    }
    setBusy(false);
  };

  return (
    <form className={styles.unlock} onSubmit={(event) => void unlock(event)}>
      <FormField label={t('gate.passphrase')} error={refused}>
        {({ id, describedBy, invalid }) => (
          <Input
            id={id}
            type="password"
            value={passphrase}
            autoFocus
            aria-describedby={describedBy}
            aria-invalid={invalid}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </FormField>
      <Button type="submit" look="primary" busy={busy} disabled={passphrase === ''}>
        {t('gate.unlock')}
      </Button>
    </form>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Output, call } from '@/api';
import { t } from '@/shared/i18n';
import { toastError } from '@/shared/ui';
import { refreshMirror } from '../refresh';

type Status = Output<'sensing.status'>;

/** The switch moves at once, and back if the core refuses. Turning it on agrees to the terms as they are shown. */
export function useSwitch(status: Status): { shown: boolean; move: (on: boolean) => void } {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const move = async (on: boolean) => {
    setWanted(on);
    try {
      const next = on ? await call('sensing.enable', { version: status.version }) : await call('sensing.disable', {});
      client.setQueryData(['sensing.status', {}], next);
      refreshMirror(client);
    } catch (error) {
      toastError(t('privacy.notSwitched'), error);
    } finally {
      setWanted(null);
    }
  };
  return { shown: wanted ?? status.enabled, move: (on) => void move(on) };
}

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '@/api';
import { t } from '@/shared/i18n';
import { toastError } from '@/shared/ui';
import type { GuideView } from '../../frame';
import { refreshMirror } from '../../refresh';
import { type Observed, useObserved } from '../../useObserved';

/** How often the core is asked while nothing is heard: it gives up by itself, and says so then only. */
const ASK_MS = 2_000;

export interface Calibrating extends Omit<Observed, 'guide'> {
  guide: GuideView | null;
  starting: boolean;
  start: () => void;
  /** Gives it up; nothing of it is kept. */
  cancel: () => void;
  /** Forgets the one that has ended. */
  clear: () => void;
}

/** The guided calibration as the core leads it; one that is on is found again. `onResume` is told of it. */
export function useCalibration(onResume: () => void): Calibrating {
  const client = useQueryClient();
  const [guide, setGuide] = useState<GuideView | null>(null);
  const [starting, setStarting] = useState(false);
  const running = guide?.status === 'running';
  const { guide: told, ...seen } = useObserved(running);
  useEffect(() => {
    void call('calibration.status', {}).then(
      (stands) => {
        if (stands.guide?.status !== 'running') return;
        setGuide(stands.guide);
        onResume();
      },
      () => undefined,
    );
    // Once: what goes on later was begun here.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    if (told) setGuide((now) => (now?.status === 'running' ? told : now));
  }, [told]);
  useEffect(() => {
    if (!running) return;
    const ask = () => void call('calibration.status', {}).then(({ guide: stands }) => setGuide((now) => (now?.status === 'running' ? stands : now)), () => undefined);
    const timer = setInterval(ask, ASK_MS);
    return () => {
      clearInterval(timer);
      refreshMirror(client);
    };
  }, [running, client]);
  return {
    ...seen,
    guide,
    starting,
    start: () => {
      setStarting(true);
      call('calibration.start', {})
        .then(setGuide, (error: unknown) => toastError(t('calibrate.notStarted'), error))
        .finally(() => setStarting(false));
    },
    cancel: () => {
      setGuide(null);
      void call('calibration.cancel', {}).catch((error: unknown) => toastError(t('calibrate.notCancelled'), error));
    },
    clear: () => setGuide(null),
  };
}

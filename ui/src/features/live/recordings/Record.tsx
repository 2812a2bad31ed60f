import { useQueryClient } from '@tanstack/react-query';
import { CircleDot, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type Output, call, useCall } from '@/api';
import { formatBytes, formatNumber, t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Button, toast, toastError } from '@/shared/ui';
import { clock } from '../profile/breathe/Practice';
import { refreshMirror } from '../refresh';
import styles from './Record.module.css';

type Status = Output<'recordings.status'>;
const ASK_MS = 2_000;

/** What is being recorded and played; asked again while either goes on. */
export function useRecording(): Status | undefined {
  const client = useQueryClient();
  const { data } = useCall('recordings.status', {});
  const busy = data !== undefined && (data.recording !== null || data.playing !== null);
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ['recordings.status'] }), ASK_MS);
    return () => clearInterval(timer);
  }, [busy, client]);
  return data;
}

/** Begins and ends a recording of what is connected. */
export function useRecord(status: Status | undefined): { recording: Status['recording']; busy: boolean; toggle: () => void } {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const recording = status?.recording ?? null;
  const toggle = async () => {
    setBusy(true);
    try {
      if (recording) {
        const { seconds, bytes } = await call('recordings.stop', {});
        toast(t('recordings.kept', { time: clock(seconds), size: formatBytes(bytes) }), { action: { label: t('recordings.show'), run: () => goTo('/wellbeing/devices', { tab: 'recordings' }) } });
      } else client.setQueryData(['recordings.status', {}], await call('recordings.start', {}));
    } catch (error) {
      toastError(t(recording ? 'recordings.notStopped' : 'recordings.notStarted'), error);
    } finally {
      setBusy(false);
      refreshMirror(client);
    }
  };
  return { recording, busy, toggle: () => void toggle() };
}

/** The button on the live screen: it says how long it has been recording. */
export function RecordButton({ recording, busy, toggle, disabled }: ReturnType<typeof useRecord> & { disabled: boolean }) {
  return (
    <Button icon={recording ? Square : CircleDot} className={recording ? styles.on : undefined} aria-pressed={recording !== null} busy={busy} disabled={disabled && !recording} onClick={toggle}>
      {recording ? t('recordings.stop', { time: clock(recording.seconds) }) : t('recordings.record')}
    </Button>
  );
}

/** Says that what is shown was recorded, and stops it; or why nothing is written any more. */
export function RecordingNotes({ status }: { status: Status | undefined }) {
  const client = useQueryClient();
  const stop = async () => {
    try {
      await call('recordings.play_stop', {});
    } catch (error) {
      toastError(t('recordings.notPlayed'), error);
    } finally {
      refreshMirror(client);
    }
  };
  return (
    <>
      {status?.recording?.failed && (
        <p className={styles.note} role="alert">
          {t('recordings.failed', { why: status.recording.failed })}
        </p>
      )}
      {status?.playing && (
        <div className={styles.note} role="status">
          <span>{t('recordings.playing', { time: clock(status.playing.seconds), speed: formatNumber(status.playing.speed, 2) })}</span>
          <Button size="small" icon={Square} onClick={() => void stop()}>
            {t('recordings.stopPlaying')}
          </Button>
        </div>
      )}
    </>
  );
}

import { useAway, useCall } from '@/api';
import { isMac, keyCaps } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { RunningJobs } from '@/shared/jobs/RunningJobs';
import { stepText } from '@/shared/records/steps';
import { setStatusSlot } from '@/shared/ui/StatusBar';
import styles from './StatusLine.module.css';

/** What Ctrl+Z would take back. Names of records may be longer than the line: the whole of it shows on pointing. */
function Undoable({ step }: { step: string }) {
  const text = t('undo.names', { keys: keyCaps('mod+z').join(isMac ? '' : ' '), step });
  return (
    <span className={styles.undo} title={text}>
      {text}
    </span>
  );
}

/** The line at the bottom: on the left what the screen says, on the right what Ctrl+Z would take back. */
export function StatusLine() {
  const away = useAway();
  const steps = useCall('steps.list', { limit: 20 }, { keep: true });
  const next = steps.data?.items.find((step) => step.undoable && !step.undone && step.mode !== 'undo');
  return (
    <footer className={styles.line}>
      <div className={styles.left} ref={setStatusSlot} />
      <RunningJobs />
      {away && (
        <span className={styles.away} role="status">
          {t('shell.away')}
        </span>
      )}
      {next && !away && (
        <Undoable step={stepText(next)} />
      )}
    </footer>
  );
}

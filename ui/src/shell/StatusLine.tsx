import { useCall } from '@/api';
import { isMac, keyCaps } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { setStatusSlot } from '@/shared/ui/StatusBar';
import styles from './StatusLine.module.css';
import { stepLabel } from './undo';

/** The line at the bottom: on the left what the screen says, on the right what Ctrl+Z would take back. */
export function StatusLine() {
  const steps = useCall('steps.list', { limit: 20 }, { keep: true });
  const next = steps.data?.items.find((step) => step.undoable && !step.undone && step.origin !== 'undo');
  return (
    <footer className={styles.line}>
      <div className={styles.left} ref={setStatusSlot} />
      {next && (
        <span className={styles.undo}>
          {t('undo.names', { keys: keyCaps('mod+z').join(isMac ? '' : ' '), step: stepLabel(next.operation, next.label) })}
        </span>
      )}
    </footer>
  );
}

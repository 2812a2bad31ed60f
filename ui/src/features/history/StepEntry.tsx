import { Bot, ChevronRight, Import, type LucideIcon, Redo2, SquarePen, Undo2, UserRound } from 'lucide-react';
import { useId, useState } from 'react';
import type { StepItem } from '@/api';
import { formatNumber, formatTime, t, tDynamic } from '@/shared/i18n';
import { redo, stepText, undo } from '@/shared/records/steps';
import { Button, cx } from '@/shared/ui';
import styles from './History.module.css';
import { StepChanges } from './StepChanges';

const ICONS: Partial<Record<string, LucideIcon>> = { import: Import, job: Bot, automation: Bot, undo: Undo2, redo: Redo2, user: UserRound };

interface StepEntryProps {
  step: StepItem;
  actor: string | undefined;
}

/** One step: what was done, by whom and when; opened, what it changed. */
export function StepEntry({ step, actor }: StepEntryProps) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const mode = step.mode === 'do' ? step.origin : step.mode;
  const Icon = ICONS[mode] ?? SquarePen;
  const text = stepText(step);
  const title = step.mode === 'undo' ? t('history.undid', { step: text }) : step.mode === 'redo' ? t('history.redid', { step: text }) : text;
  const count = step.label?.count ?? 0;
  const act = async (what: (step?: string) => Promise<void>) => {
    setBusy(true);
    await what(step.id);
    setBusy(false);
  };
  return (
    <li className={cx(styles.step, step.undone && styles.undone)}>
      <div className={styles.line}>
        <button type="button" className={styles.open} aria-expanded={open} aria-controls={id} disabled={count === 0} onClick={() => setOpen(!open)}>
          <ChevronRight aria-hidden className={styles.arrow} />
          <span className={styles.icon}>
            <Icon aria-hidden />
          </span>
          <span className={styles.text}>
            <span className={styles.title}>{title}</span>
            <span className={styles.facts}>
              {[actor, step.origin === 'user' ? null : tDynamic(`origin.${step.origin}`, step.origin), formatTime(step.at), count > 1 ? t('history.changes', { count, number: formatNumber(count) }) : null]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        </button>
        {step.undone && step.mode === 'do' && <span className={styles.state}>{t('history.undone')}</span>}
        {step.mode === 'do' && step.undoable && !step.undone && (
          <Button size="small" look="quiet" icon={Undo2} busy={busy} aria-label={t('history.undoNamed', { step: text })} onClick={() => void act(undo)}>
            {t('action.undo')}
          </Button>
        )}
        {step.mode === 'do' && step.undone && (
          <Button size="small" look="quiet" icon={Redo2} busy={busy} aria-label={t('history.redoNamed', { step: text })} onClick={() => void act(redo)}>
            {t('action.redo')}
          </Button>
        )}
      </div>
      <div id={id}>{open && <StepChanges step={step.id} />}</div>
    </li>
  );
}

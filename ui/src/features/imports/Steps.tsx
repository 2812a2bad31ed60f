import { Check } from 'lucide-react';
import { t } from '@/shared/i18n';
import { cx } from '@/shared/ui';
import styles from './Imports.module.css';

const STEPS = ['columns', 'preview', 'result'] as const;

/** How far the import has come. */
export function Steps({ at }: { at: (typeof STEPS)[number] }) {
  const now = STEPS.indexOf(at);
  return (
    <ol className={styles.steps} aria-label={t('import.steps')}>
      {STEPS.map((step, index) => (
        <li key={step} className={cx(styles.step, index <= now && styles.reached)} aria-current={index === now ? 'step' : undefined}>
          <span className={styles.stepNumber} aria-hidden>
            {index < now ? <Check /> : index + 1}
          </span>
          <span className={styles.stepText}>{t(`import.step.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}

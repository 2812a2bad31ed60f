import { CircleAlert, type LucideIcon, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '@/api';
import { t, tDynamic } from '../i18n';
import { problemText } from '../problems';
import { Button } from './Button';
import { cx } from './cx';
import styles from './States.module.css';

interface StateProps {
  icon: LucideIcon;
  title: string;
  text?: string | undefined;
  /** The one thing to do next. */
  children?: ReactNode;
  tone?: 'plain' | 'bad';
}

/** What a screen says when it has nothing to show. */
export function EmptyState({ icon: Icon, title, text, children, tone = 'plain' }: StateProps) {
  return (
    <div className={cx(styles.state, tone === 'bad' && styles.bad)} role={tone === 'bad' ? 'alert' : undefined}>
      <span className={styles.icon}>
        <Icon aria-hidden />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text && <p className={styles.text}>{text}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}

/** A filter or search that finds nothing; the next action is to clear it. */
export function NoResults({ onClear, text }: { onClear: () => void; text?: string }) {
  return (
    <EmptyState icon={SearchX} title={t('ui.noResults')} text={text ?? t('ui.noResultsText')}>
      <Button onClick={onClear}>{t('ui.clearFilter')}</Button>
    </EmptyState>
  );
}

/** A question that failed: says why, gives the code for whoever helps, and asks again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const known = error instanceof ApiError ? error : undefined;
  const title = known ? tDynamic(`error.${known.code}`, known.title) : t('ui.failed');
  return (
    <EmptyState icon={CircleAlert} tone="bad" title={title} text={problemText(error)}>
      {onRetry && <Button onClick={onRetry}>{t('ui.retry')}</Button>}
      {known && (
        <code className={styles.code}>{[known.code, known.trace].filter(Boolean).join(' · ')}</code>
      )}
    </EmptyState>
  );
}

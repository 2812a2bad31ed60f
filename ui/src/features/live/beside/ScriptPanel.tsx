import { X } from 'lucide-react';
import { useState } from 'react';
import { t, tDynamic } from '@/shared/i18n';
import { IconButton, Tabs } from '@/shared/ui';
import { FeedbackButtons } from '../suggestions/FeedbackButtons';
import styles from './Beside.module.css';
import type { Script } from './offers';

/** What is shown to be said: the script that was taken, and others that fit. */
export interface Shown {
  suggestion: string;
  scripts: readonly Script[];
}

/** A script in large letters beside the call, to be read while one talks. */
export function ScriptPanel({ shown: { suggestion, scripts }, onClose }: { shown: Shown; onClose: () => void }) {
  const [chosen, setChosen] = useState(scripts[0]?.id ?? '');
  const script = scripts.find(({ id }) => id === chosen) ?? scripts[0];
  if (!script) return null;
  return (
    <section className={styles.script} aria-label={t('script.panel')}>
      <header className={styles.scriptHead}>
        {scripts.length > 1 ? (
          <Tabs label={t('script.which')} value={script.id} tabs={scripts.map(({ id, title }) => ({ value: id, label: title ?? '' }))} onChange={setChosen} />
        ) : (
          <h2 className={styles.scriptTitle}>{script.title}</h2>
        )}
        {script.situation && <span className={styles.dim}>{tDynamic(`option.${script.situation}`, script.situation)}</span>}
        <span className={styles.tools}>
          <FeedbackButtons id={suggestion} feedback={null} />
          <IconButton size="small" icon={X} label={t('script.close')} onClick={onClose} />
        </span>
      </header>
      <p className={styles.words}>{script.body}</p>
    </section>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Bell, BellOff } from 'lucide-react';
import { call } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { undoOf } from '@/shared/records/steps';
import { IconButton, Tag, cx, toast, toastError } from '@/shared/ui';
import { refreshMirror } from '../refresh';
import type { Script } from './ScriptsScreen';
import styles from './Scripts.module.css';
import type { Situation } from './situations';

interface SituationGroupProps {
  situation: Situation;
  /** In their order. */
  scripts: readonly Script[];
  /** Whether none of them is offered unasked. */
  muted: boolean;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** The scripts for one situation, the first offered first. */
export function SituationGroup({ situation, scripts, muted, chosen, onChoose }: SituationGroupProps) {
  const client = useQueryClient();
  const name = tDynamic(`option.${situation}`, situation);
  const mute = async () => {
    try {
      await call('calls.mute', { situation, muted: !muted });
      refreshMirror(client);
    } catch (error) {
      toastError(t('offer.notAnswered'), error);
    }
  };
  return (
    <section>
      <h2 className={styles.situation}>
        <span className={styles.grow}>{name}</span>
        <IconButton
          size="small"
          icon={muted ? BellOff : Bell}
          label={t(muted ? 'script.unmute' : 'script.mute', { situation: name })}
          aria-pressed={muted}
          onClick={() => void mute()}
        />
      </h2>
      <ul>
        {scripts.map((script, at) => (
          <li key={script.id} className={cx(styles.row, script.id === chosen && styles.chosen)}>
            <button type="button" className={styles.open} aria-current={script.id === chosen || undefined} onClick={() => onChoose(script.id)}>
              <span className={styles.title}>
                {script.title} {script.retired && <Tag text={t('field.retired')} hue={75} />}
              </span>
              <span className={styles.start}>{script.body}</span>
            </button>
            <span className={styles.order}>
              <IconButton size="small" icon={ArrowUp} label={t('script.up', { title: script.title ?? '' })} disabled={at === 0} onClick={() => void move(script, scripts[at - 1]!.id)} />
              <IconButton
                size="small"
                icon={ArrowDown}
                label={t('script.down', { title: script.title ?? '' })}
                disabled={at === scripts.length - 1}
                // Down by one: the one below comes before it.
                onClick={() => void move(scripts[at + 1]!, script.id)}
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function move({ id, title }: Script, before: string): Promise<void> {
  try {
    await call('scripts.move', { id, before });
    toast(t('script.moved', { title: title ?? '' }), { action: undoOf() });
  } catch (error) {
    toastError(t('script.notMoved'), error);
  }
}

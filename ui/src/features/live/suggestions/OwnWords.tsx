import { useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Input, call } from '@/api';
import { t } from '@/shared/i18n';
import { Button, Input as TextField, toastError } from '@/shared/ui';
import { refreshMirror } from '../refresh';
import styles from './Suggestions.module.css';

const LONGEST = 2000;

interface OwnWordsProps {
  id: string;
  feedback: Input<'suggestions.feedback'>['feedback'] | null;
  words: string | null;
}

/** What the wearer says of a suggestion in their own words. */
export function OwnWords({ id, feedback, words }: OwnWordsProps) {
  const client = useQueryClient();
  const [text, setText] = useState<string | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call('suggestions.feedback', { id, feedback: feedback ?? 'neutral', note: text?.trim() ?? '' });
      setText(null);
      refreshMirror(client);
    } catch (error) {
      toastError(t('suggestion.notJudged'), error);
    }
  };
  if (text === null) {
    return (
      <p className={styles.own}>
        {words && <q>{words}</q>}
        <Button size="small" look="quiet" icon={Pencil} onClick={() => setText(words ?? '')}>
          {words ? t('ui.edit') : t('suggestion.addWords')}
        </Button>
      </p>
    );
  }
  return (
    <form className={styles.own} onSubmit={(event) => void save(event)}>
      <TextField
        autoFocus
        aria-label={t('suggestion.words')}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText(null)}
      />
      <Button type="submit" size="small">
        {t('ui.save')}
      </Button>
    </form>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Minus, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { type Input, call } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { IconButton, toastError } from '@/shared/ui';
import { refreshMirror } from '../refresh';
import styles from './Suggestions.module.css';

type Feedback = Input<'suggestions.feedback'>['feedback'];

const WAYS = [
  { value: 'helpful', icon: ThumbsUp },
  { value: 'neutral', icon: Minus },
  { value: 'unhelpful', icon: ThumbsDown },
] as const;

/** What the wearer thought of a suggestion, in one click. */
export function FeedbackButtons({ id, feedback }: { id: string; feedback: Feedback | null }) {
  const client = useQueryClient();
  const [said, setSaid] = useState<Feedback | null>(null);
  const chosen = said ?? feedback;
  const say = async (value: Feedback) => {
    setSaid(value);
    try {
      await call('suggestions.feedback', { id, feedback: value });
      refreshMirror(client);
    } catch (error) {
      setSaid(null);
      toastError(t('suggestion.notJudged'), error);
    }
  };
  return (
    <span className={styles.judge} role="group" aria-label={t('suggestion.judge')}>
      {WAYS.map(({ value, icon }) => (
        <IconButton key={value} size="small" icon={icon} label={tDynamic(`option.${value}`, value)} look={value === chosen ? 'plain' : 'quiet'} aria-pressed={value === chosen} onClick={() => void say(value)} />
      ))}
    </span>
  );
}

import { Minus, ThumbsDown, ThumbsUp } from 'lucide-react';
import { type Input, call } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { IconButton } from '@/shared/ui';
import { useSaid } from '../useSaid';
import styles from './Suggestions.module.css';

type Feedback = Input<'suggestions.feedback'>['feedback'];

const WAYS = [
  { value: 'helpful', icon: ThumbsUp },
  { value: 'neutral', icon: Minus },
  { value: 'unhelpful', icon: ThumbsDown },
] as const;

/** What the wearer thought of a suggestion, in one click. */
export function FeedbackButtons({ id, feedback }: { id: string; feedback: Feedback | null }) {
  const [chosen, say] = useSaid(feedback, (value) => call('suggestions.feedback', { id, feedback: value }), t('suggestion.notJudged'));
  return (
    <span className={styles.judge} role="group" aria-label={t('suggestion.judge')}>
      {WAYS.map(({ value, icon }) => (
        <IconButton key={value} size="small" icon={icon} label={tDynamic(`option.${value}`, value)} look={value === chosen ? 'plain' : 'quiet'} aria-pressed={value === chosen} onClick={() => void say(value)} />
      ))}
    </span>
  );
}

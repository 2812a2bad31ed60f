import type { Output } from '@/api';
import { formatRelative, t, tDynamic } from '@/shared/i18n';
import { Link, Tag } from '@/shared/ui';
import { Reasons } from '../Reasons';
import { SimulatedTag } from '../Simulated';
import { reasonsOf } from '../calls/course';
import { BeforeAfter } from './BeforeAfter';
import { FeedbackButtons } from './FeedbackButtons';
import { OwnWords } from './OwnWords';
import { SUGGESTION_ICONS } from './icons';
import styles from './Suggestions.module.css';

const HUES = { open: 240, taken: 165, dismissed: 75 } as const;

interface SuggestionCardProps {
  suggestion: Output<'suggestions.list'>['items'][number];
  /** What the script is called that was offered. */
  script: string | undefined;
  /** Shown on the page of its call, which need not be led to. */
  within?: boolean;
}

/** One suggestion: what led to it, what its wearer did with it and thought of it, whether it helped. */
export function SuggestionCard({ suggestion, script, within = false }: SuggestionCardProps) {
  const { id, what, answer, suggested_at: at, call, before, after, helped } = suggestion;
  const Icon = SUGGESTION_ICONS[what ?? 'break'];
  const name = what ? tDynamic(`option.${what}`, what) : '';
  return (
    <li className={styles.card}>
      <Icon aria-hidden />
      <div className={styles.text}>
        <p className={styles.name}>
          {script ? t('suggestion.scriptNamed', { title: script }) : name}
          {answer && <Tag text={tDynamic(`option.${answer}`, answer)} hue={HUES[answer]} />}
          {suggestion.simulated && <SimulatedTag />}
        </p>
        <Reasons reasons={reasonsOf(suggestion.reasons)} />
        <BeforeAfter before={before} after={after} helped={helped} />
        <OwnWords id={id} feedback={suggestion.feedback} words={suggestion.note} />
      </div>
      <div className={styles.side}>
        <time className={styles.dim} dateTime={at ?? undefined}>
          {at && formatRelative(at)}
        </time>
        {call && !within && <Link to={`/wellbeing/calls/${call}`}>{t('suggestion.inCall')}</Link>}
        <FeedbackButtons id={id} feedback={suggestion.feedback} />
      </div>
    </li>
  );
}

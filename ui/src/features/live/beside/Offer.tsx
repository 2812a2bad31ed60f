import { useState } from 'react';
import { useCall } from '@/api';
import { runAction, useActionHandler } from '@/shared/actions';
import { t, tDynamic } from '@/shared/i18n';
import { Button } from '@/shared/ui';
import { Reasons } from '../Reasons';
import { SimulatedTag } from '../Simulated';
import { reasonsOf } from '../calls/course';
import { SUGGESTION_ICONS } from '../suggestions/icons';
import styles from './Beside.module.css';
import { type Script, type Suggestion, useAnswers } from './offers';

const REASONS = 3;
const TAKE = { break: 'offer.takeBreak', breathing: 'offer.breathe', script: 'offer.show' } as const;

interface OfferProps {
  suggestion: Suggestion;
  /** Shows a script that was taken. */
  onScript: (suggestion: string, script: Script) => void;
}

/** Something that may help, offered in a line: taken or put away with one click, and never in the way of anything. */
export function Offer({ suggestion, onScript }: OfferProps) {
  const { take, dismiss, rest, never } = useAnswers();
  // Gone from the screen at once; back again if the core refused.
  const [gone, setGone] = useState<string | null>(null);
  const { id, what, script } = suggestion;
  const offered = useCall('scripts.get', { id: script ?? '' }, { enabled: what === 'script' && script !== null }).data?.record;
  const hidden = gone === id || !what || (what === 'script' && !offered);
  const answer = async (run: () => Promise<unknown>) => {
    setGone(id);
    if ((await run()) === false) setGone(null);
  };
  const accept = () => {
    if (what === 'break') return void answer(() => rest(id));
    if (what === 'breathing') runAction('go.breathing');
    if (offered) onScript(id, offered);
    void answer(() => take(id));
  };
  const refuse = () => void answer(() => dismiss(id));
  useActionHandler('offer.take', accept, !hidden);
  useActionHandler('offer.dismiss', refuse, !hidden);
  if (hidden) return null;
  const situation = offered?.situation;
  const name = situation ? tDynamic(`option.${situation}`, situation) : '';
  const Icon = SUGGESTION_ICONS[what];
  return (
    <section className={styles.line} aria-label={t('offer.label')}>
      <Icon aria-hidden className={styles.on} />
      <span className={styles.why}>
        <strong>{what === 'script' ? t('offer.script', { title: offered?.title ?? '' }) : t(`offer.${what}`)}</strong>
        <Reasons reasons={reasonsOf(suggestion.reasons)} most={REASONS} />
      </span>
      {suggestion.simulated && <SimulatedTag />}
      <span className={styles.tools}>
        <Button size="small" onClick={accept}>
          {t(TAKE[what])}
        </Button>
        <Button size="small" look="quiet" onClick={refuse}>
          {t('offer.notNow')}
        </Button>
        {situation && (
          <Button size="small" look="quiet" onClick={() => void answer(() => never(id, situation, name))}>
            {t('offer.never', { situation: name })}
          </Button>
        )}
      </span>
    </section>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type Output, call } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { Button, IconButton, Tabs, cx, toast, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { Section } from '../Section';
import own from './Profile.module.css';
import { signed } from './signed';

type Profile = Output<'profile.show'>;
type Weight = Profile['weights'][number];

const STATES = ['calm', 'focused', 'stressed', 'excited', 'fatigued'] as const;
const KEY = ['profile.show', {}] as const;
/** While a slider moves, the core is asked so long after its last step. */
const REST_MS = 350;
const MOST = 2;
const STEP = 0.05;
const SAME = 0.005;

/** What speaks for each state and how much: seen, moved and put back by the wearer. */
export function Weights({ profile }: { profile: Profile }) {
  const [state, setState] = useState<(typeof STATES)[number]>('stressed');
  const { set, reset } = useWeights();
  const moved = profile.weights.some(({ value, beginning }) => Math.abs(value - beginning) > SAME);
  return (
    <>
      <p className={styles.lead}>{t('weights.lead')}</p>
      <Section title={t('weights.title')}>
        <div className={own.above}>
          <Tabs label={t('weights.state')} value={state} onChange={setState} tabs={STATES.map((value) => ({ value, label: tDynamic(`option.${value}`, value) }))} />
          <Button icon={RotateCcw} disabled={!moved} onClick={reset}>
            {t('weights.reset')}
          </Button>
        </div>
        <p className={own.ends}>
          <span>{t('weights.speaksAgainst')}</span>
          <span className={own.right}>{t('weights.speaksFor')}</span>
        </p>
        <ul className={styles.card}>
          {profile.weights
            .filter((weight) => weight.state === state)
            .map((weight) => (
              <Slider key={weight.measure} weight={weight} onSet={(value) => set({ ...weight, value })} />
            ))}
        </ul>
        <p className={own.note}>{t('weights.text')}</p>
      </Section>
    </>
  );
}

function Slider({ weight: { state, measure, value, beginning, learned }, onSet }: { weight: Weight; onSet: (value: number) => void }) {
  const name = tDynamic(`sensing.measure.${measure}`, measure);
  const changed = Math.abs(value - beginning) > SAME;
  return (
    <li className={own.weight}>
      <span>{name}</span>
      <input
        type="range"
        className={own.range}
        aria-label={t('weights.slide', { measure: name, state: tDynamic(`option.${state}`, state) })}
        aria-valuetext={signed(value)}
        min={-MOST}
        max={MOST}
        step={STEP}
        value={value}
        onChange={(event) => onSet(Number(event.target.value))}
        onDoubleClick={() => onSet(beginning)}
      />
      <span className={own.value}>{signed(value)}</span>
      <IconButton size="small" icon={RotateCcw} label={t('weights.resetOne', { measure: name })} className={cx(!changed && own.hidden)} onClick={() => onSet(beginning)} />
      {changed && (
        <span className={own.origin}>
          {t('weights.began', { value: signed(beginning) })}
          {Math.abs(learned) > SAME && ` · ${t('weights.learned', { value: signed(learned) })}`}
        </span>
      )}
    </li>
  );
}

/** Weights move on the screen at once; the core is told when the hand rests. */
function useWeights(): { set: (weight: Weight) => void; reset: () => void } {
  const client = useQueryClient();
  const waiting = useRef(new Map<string, Weight>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const send = async (input: Parameters<typeof call<'profile.change'>>[1]) => {
    try {
      client.setQueryData<Profile>(KEY, await call('profile.change', input));
      return true;
    } catch (error) {
      toastError(t('weights.notSet'), error);
      void client.invalidateQueries({ queryKey: KEY });
      return false;
    }
  };
  const flush = () => {
    clearTimeout(timer.current);
    const weights = [...waiting.current.values()].map(({ state, measure, value }) => ({ state, measure, value }));
    waiting.current.clear();
    if (weights.length > 0) void send({ weights });
  };
  const last = useRef(flush);
  useEffect(() => {
    last.current = flush;
  });
  // What was moved last is not lost by leaving the screen.
  useEffect(() => () => last.current(), []);
  return {
    set: (weight) => {
      waiting.current.set(`${weight.state} ${weight.measure}`, weight);
      client.setQueryData<Profile>(KEY, (now) => now && { ...now, weights: now.weights.map((one) => (one.state === weight.state && one.measure === weight.measure ? { ...one, value: weight.value, learned: 0 } : one)) });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => last.current(), REST_MS);
    },
    reset: () => {
      clearTimeout(timer.current);
      waiting.current.clear();
      const before = client.getQueryData<Profile>(KEY)?.weights ?? [];
      void send({ reset_weights: true }).then(
        (done) => done && toast(t('weights.wereReset'), { action: { label: t('labels.undo'), run: () => void send({ weights: before.map(({ state, measure, value }) => ({ state, measure, value })) }) } }),
      );
    },
  };
}

import type { Output } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { Bars } from '@/shared/plots';
import { Section } from '../Section';
import own from './Profile.module.css';
import { signed } from './signed';

const SHOWN = 8;
/** Less than this shows in no state. */
const LEAST = 0.005;

/** What the labels have moved, the largest first. */
export function Learned({ profile: { weights, labels } }: { profile: Output<'profile.show'> }) {
  const moved = weights.filter(({ learned }) => Math.abs(learned) >= LEAST).toSorted((a, b) => Math.abs(b.learned) - Math.abs(a.learned));
  return (
    <Section title={t('learned.title')}>
      <p className={own.note}>{labels === 0 ? t('learned.nothing') : t('learned.from', { count: labels, number: formatNumber(labels) })}</p>
      {moved.length > 0 && (
        <Bars
          label={t('learned.title')}
          columns={[t('learned.what'), t('learned.by'), t('learned.now')]}
          rows={moved.slice(0, SHOWN).map(({ state, measure, learned, value }) => ({
            key: `${state} ${measure}`,
            name: t('learned.speaks', { measure: tDynamic(`sensing.measure.${measure}`, measure), state: tDynamic(`option.${state}`, state) }),
            value: learned,
            cells: [signed(learned), signed(value)],
          }))}
        />
      )}
    </Section>
  );
}

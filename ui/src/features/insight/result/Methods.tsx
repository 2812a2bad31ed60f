import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { formatPercent, t } from '@/shared/i18n';
import { Intervals } from '@/shared/plots';
import { Select } from '@/shared/ui';
import type { Estimate } from '../model';
import { agree, bestOf, groupsOf } from './agreement';
import styles from './Result.module.css';
import { costOf, methodName, quantityName, secondsText, writing } from './words';

/** The same number by several methods, beside each other, and whether they agree. */
export function Methods({ estimates }: { estimates: readonly Estimate[] }) {
  const groups = groupsOf(estimates).filter((group) => group.estimates.length > 1);
  const [wanted, setWanted] = useState<string | null>(null);
  const group = groups.find(({ key }) => key === wanted) ?? groups[0];
  if (!group) return null;
  const best = bestOf(group.estimates);
  const { format, tick } = writing(best);
  const sure = group.estimates.find(({ method }) => method !== 'exact')?.confidence;
  const agreed = agree(group.estimates);
  return (
    <div className={styles.methods}>
      <Intervals
        title={t('insight.methods')}
        description={sure === undefined ? undefined : t('insight.methodsText', { share: formatPercent(sure, 1) })}
        unit={quantityName(best.quantity, best.subject)}
        estimates={group.estimates.map((estimate) => ({
          name: methodName(estimate.method),
          value: estimate.value,
          ...(estimate.method === 'exact' && estimate.low === estimate.high ? { low: null, high: null } : { low: estimate.low, high: estimate.high }),
          note: [format(estimate.value), costOf(estimate), secondsText(estimate.seconds)].filter(Boolean).join(' · '),
        }))}
        format={format}
        formatTick={tick}
        reference={best.method === 'exact' ? { value: best.value, label: format(best.value) } : undefined}
        tools={
          groups.length > 1 && (
            <Select
              size="small"
              look="quiet"
              label={t('insight.quantity')}
              value={group.key}
              options={groups.map(({ key, estimates: [first] }) => ({ value: key, label: quantityName(first!.quantity, first!.subject) }))}
              onChange={setWanted}
            />
          )
        }
      />
      <p className={styles.verdict} data-agree={agreed !== 'no'}>
        {agreed === 'no' ? <TriangleAlert aria-hidden /> : <CircleCheck aria-hidden />}
        {t(`insight.agree.${agreed}`, { count: group.estimates.length, share: formatPercent(1 - (sure ?? 1), 1) })}
      </p>
    </div>
  );
}

import { useState } from 'react';
import { formatNumber, t } from '@/shared/i18n';
import { Bars } from '@/shared/plots';
import { Button, Link } from '@/shared/ui';
import type { Estimate } from '../model';
import { bestOf, groupsOf } from './agreement';
import styles from './Result.module.css';
import { addressOf, quantityName, subjectName, writing } from './words';

const SHOWN = 8;

/** Numbers that are about single records or groups: a line for each, a column for each number. */
export function Subjects({ estimates }: { estimates: readonly Estimate[] }) {
  const about = groupsOf(estimates.filter(({ subject }) => subject !== null)).map((group) => bestOf(group.estimates));
  const families = new Map<string, Estimate[]>();
  for (const estimate of about) {
    const family = estimate.subject!.kind ?? '';
    families.set(family, [...(families.get(family) ?? []), estimate]);
  }
  return [...families].map(([family, members]) => <Family key={family} members={members} />);
}

function Family({ members }: { members: readonly Estimate[] }) {
  const quantities = [...new Set(members.map(({ quantity }) => quantity))];
  const leads = members.filter(({ quantity }) => quantity === quantities[0]).toSorted((a, b) => b.value - a.value);
  // Bars of different currencies would compare what cannot be compared.
  const comparable = new Set(leads.map(({ currency }) => currency)).size === 1;
  const [all, setAll] = useState(false);
  const title = t('insight.byEach');
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      <Bars
        label={title}
        columns={[t('insight.subject'), ...quantities.map((quantity) => quantityName(quantity))]}
        rows={leads.slice(0, all ? leads.length : SHOWN).map((lead) => {
          const to = addressOf(lead.subject!);
          return {
            key: keyOf(lead),
            name: to ? <Link to={to}>{lead.subject!.label}</Link> : subjectName(lead.subject!),
            value: comparable ? lead.value : null,
            cells: quantities.map((quantity) => {
              const found = members.find((member) => member.quantity === quantity && keyOf(member) === keyOf(lead));
              return found ? writing(found).format(found.value) : '–';
            }),
          };
        })}
      />
      {leads.length > SHOWN && (
        <Button size="small" look="quiet" onClick={() => setAll(!all)}>
          {all ? t('insight.fewer') : t('insight.showAll', { number: formatNumber(leads.length) })}
        </Button>
      )}
    </section>
  );
}

function keyOf({ subject }: Estimate): string {
  return subject!.id ?? subject!.label;
}

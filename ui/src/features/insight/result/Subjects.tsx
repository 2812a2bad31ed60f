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
  return familiesOf(about).map((members) => <Family key={`${members[0]!.subject!.kind}${members[0]!.quantity}`} members={members} />);
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

/** Numbers about the same things stand in one table: of one kind, and one thing at least in common. */
function familiesOf(about: readonly Estimate[]): Estimate[][] {
  const families: { kind: string | null; keys: Set<string>; members: Estimate[] }[] = [];
  for (const quantity of new Set(about.map((estimate) => estimate.quantity))) {
    for (const kind of new Set(about.map(({ subject }) => subject!.kind))) {
      const members = about.filter((estimate) => estimate.quantity === quantity && estimate.subject!.kind === kind);
      if (members.length === 0) continue;
      const known = families.find((family) => family.kind === kind && members.some((member) => family.keys.has(keyOf(member))));
      if (known) known.members.push(...members);
      else families.push({ kind, keys: new Set(members.map(keyOf)), members });
    }
  }
  return families.map(({ members }) => members);
}

function keyOf({ subject }: Estimate): string {
  return subject!.id ?? subject!.label;
}

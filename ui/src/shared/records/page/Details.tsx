import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import type { Field, Kind, RecordData, Refs } from '@/api';
import { t, tDynamic } from '../../i18n';
import { Button } from '../../ui';
import { SYSTEM } from '../forms';
import { humanise } from '../kinds';
import styles from './Details.module.css';
import { DetailField } from './DetailField';

/** A field that shall be edited now; each asking has its turn. */
export interface AskedField {
  name: string;
  turn: number;
}

interface DetailsProps {
  kind: Kind;
  record: RecordData;
  refs: Refs;
  asked: AskedField | null;
}

/** Fields worth a line even when they are empty: the ones people fill in. */
const ALWAYS: Record<string, readonly string[]> = {
  contact: ['first_name', 'last_name', 'account', 'title', 'email', 'phone', 'mobile', 'city', 'country', 'kind', 'source', 'tags', 'last_activity_at'],
  account: ['name', 'type', 'industry', 'domain', 'website', 'phone', 'city', 'country', 'employees', 'annual_revenue', 'currency', 'tags'],
  opportunity: ['name', 'account', 'contact', 'pipeline', 'stage', 'amount', 'currency', 'probability', 'expected_close', 'next_step', 'tags'],
};
const OWNERSHIP = ['owner', 'created_at', 'updated_at'];

/** What is known of the record, each field edited where it stands. */
export function Details({ kind, record, refs, asked }: DetailsProps) {
  const [all, setAll] = useState(false);
  const fields = kind.fields.filter((field) => field.type !== 'json' && !field.hidden && !SYSTEM.has(field.name) && !(field.name === kind.title && field.read_only));
  const first = ALWAYS[kind.name];
  const wanted = (field: Field) => all || field.name === asked?.name || !isEmpty(record[field.name]) || (first ? first.includes(field.name) : !field.read_only);
  const shown = fields.filter(wanted).toSorted((a, b) => rank(first, a) - rank(first, b));
  const names = [...new Set(shown.map((field) => groupOf(field, first)))];
  const missing = fields.length - shown.length;
  const ownership = kind.fields.filter(({ name }) => OWNERSHIP.includes(name));
  return (
    <div className={styles.details}>
      {names.map((group) => (
        <div key={group} className={styles.group}>
          <h2 className={styles.caption}>{tDynamic(`fieldGroup.${group}`, humanise(group))}</h2>
          <dl>
            {shown.filter((field) => groupOf(field, first) === group).map((field) => (
              <DetailField key={field.name} kind={kind} field={field} record={record} refs={refs} asked={asked?.name === field.name ? asked.turn : 0} />
            ))}
          </dl>
        </div>
      ))}
      {(missing > 0 || all) && (
        <Button look="quiet" size="small" icon={all ? ChevronUp : ChevronDown} onClick={() => setAll(!all)}>
          {all ? t('record.fewerFields') : t('record.emptyFields', { count: missing })}
        </Button>
      )}
      {ownership.length > 0 && (
        <div className={styles.group}>
          <h2 className={styles.caption}>{t('fieldGroup.system')}</h2>
          <dl>
            {ownership.map((field) => (
              <DetailField key={field.name} kind={kind} field={field} record={record} refs={refs} asked={0} />
            ))}
          </dl>
        </div>
      )}
    </div>
  );
}

/** What is asked first stands together under "Details", whatever group the rest belongs to. */
function groupOf(field: Field, first: readonly string[] | undefined): string {
  return !field.group || first?.includes(field.name) ? 'details' : field.group;
}

function rank(first: readonly string[] | undefined, field: Field): number {
  const place = first?.indexOf(field.name) ?? -1;
  return place < 0 ? 1000 : place;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

import type { UseQueryResult } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { type ApiError, type Filter, type Kind, type ListPage, type RecordData, type Refs, useCall } from '@/api';
import { formatMoney, formatNumber, t } from '../../i18n';
import { Avatar, Dot, ErrorState, IconButton, Link, Skeleton } from '../../ui';
import { newLabel } from '../kinds';
import { openNewRecord } from '../newRecord';
import styles from './Related.module.css';

interface RelatedProps {
  kind: Kind;
  record: RecordData;
  refs: Refs;
}

const SHOWN = 6;

/** What a record hangs together with. */
export function Related({ kind, record, refs }: RelatedProps) {
  const { id } = record;
  const account = (kind.name === 'account' ? id : record['account']) as string | null | undefined;
  const accountName = account ? refs[account]?.name : undefined;
  return (
    <>
      {kind.name === 'contact' && <Deals filter={eq('contact', id)} preset={{ contact: id, account: account ?? null }} />}
      {kind.name === 'account' && <Deals filter={eq('account', id)} preset={{ account: id }} />}
      {kind.name === 'account' && <People title={t('related.people')} filter={eq('account', id)} preset={{ account: id }} />}
      {kind.name === 'account' && <Children id={id} />}
      {kind.name !== 'account' && account && (
        <People
          title={accountName ? t('related.peopleAt', { name: accountName }) : t('related.people')}
          filter={{ and: [eq('account', account), { not: eq('id', id) }] }}
          preset={{ account }}
        />
      )}
    </>
  );
}

function eq(field: string, value: string): Filter {
  return { field, op: 'eq', value };
}

function Deals({ filter, preset }: { filter: Filter; preset: Record<string, unknown> }) {
  const deals = useCall('opportunities.list', { filter, ordering: ['-updated_at'], limit: SHOWN, count: 1000 });
  const stages = useCall('stages.list', { limit: 100 });
  return (
    <Section title={t('kinds.opportunity')} query={deals} add="opportunity" preset={preset}>
      {(record, refs) => {
        const stage = stages.data?.items.find((candidate) => candidate.id === record['stage']);
        return (
          <Link key={record.id} to={`/opportunities/${record.id}`} className={styles.card}>
            <strong className={styles.name}>{String(record['name'])}</strong>
            <span className={styles.line}>
              <Dot hue={stage?.['hue'] as number | undefined} />
              {refs[String(record['stage'])]?.name ?? String(stage?.['name'] ?? '')}
              {record['amount'] !== null && record['amount'] !== undefined && <span className={styles.amount}>{formatMoney(String(record['amount']), record['currency'] as string | null)}</span>}
            </span>
          </Link>
        );
      }}
    </Section>
  );
}

function People({ title, filter, preset }: { title: string; filter: Filter; preset: Record<string, unknown> }) {
  const people = useCall('contacts.list', { filter, ordering: ['name'], limit: SHOWN, count: 1000 });
  return (
    <Section title={title} query={people} add="contact" preset={preset}>
      {(record) => (
        <Link key={record.id} to={`/contacts/${record.id}`} className={styles.person}>
          <Avatar name={String(record['name'])} />
          <span className={styles.name}>{String(record['name'])}</span>
          <span className={styles.hint}>{String(record['title'] ?? '')}</span>
        </Link>
      )}
    </Section>
  );
}

function Children({ id }: { id: string }) {
  const children = useCall('accounts.list', { filter: eq('parent', id), ordering: ['name'], limit: SHOWN, count: 1000 });
  if (!children.data?.items.length) return null;
  return (
    <Section title={t('related.children')} query={children}>
      {(record) => (
        <Link key={record.id} to={`/accounts/${record.id}`} className={styles.person}>
          <Avatar shape="square" name={String(record['name'])} />
          <span className={styles.name}>{String(record['name'])}</span>
        </Link>
      )}
    </Section>
  );
}

interface SectionProps {
  title: string;
  query: UseQueryResult<ListPage, ApiError>;
  add?: string;
  preset?: Record<string, unknown>;
  children: (record: RecordData, refs: Refs) => ReactNode;
}

function Section({ title, query, add, preset = {}, children }: SectionProps) {
  const count = query.data?.count;
  return (
    <div className={styles.section}>
      <h2 className={styles.caption}>
        <span className={styles.title}>{title}</span>
        {count && count.value > 0 && <span className={styles.count}>{count.exact ? formatNumber(count.value) : `${formatNumber(count.value)}+`}</span>}
        {add && <IconButton size="small" icon={Plus} label={newLabel(add)} onClick={() => openNewRecord(add, preset)} />}
      </h2>
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height="30px" />}
      {query.data?.items.length === 0 && <p className={styles.none}>{t('related.none')}</p>}
      {query.data?.items.map((record) => children(record, query.data.refs))}
    </div>
  );
}

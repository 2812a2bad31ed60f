import { useState } from 'react';
import { type Filter, useCall } from '@/api';
import { formatDayMonth, formatMoney, t } from '@/shared/i18n';
import { openNewRecord } from '@/shared/records/newRecord';
import { Avatar, Button, Link, Wait, cx } from '@/shared/ui';
import styles from './Today.module.css';

const SOON: Filter = {
  and: [
    { field: 'stage.kind', op: 'eq', value: 'open' },
    { field: 'expected_close', op: 'lte', value: 'today+14d' },
  ],
};
const SHOWN = 6;

/** Deals that should close within two weeks, or should have closed. */
export function Closing() {
  const deals = useCall('opportunities.list', { filter: SOON, ordering: ['expected_close'], limit: SHOWN }, { keep: true });
  const [now] = useState(() => new Date().toISOString().slice(0, 10));
  return (
    <section aria-labelledby="today-closing">
      <h2 id="today-closing" className={styles.heading}>
        {t('today.closing')}
        {deals.data?.next && (
          <Link to="/opportunities" search={{ shape: 'table', filter: SOON, sort: ['expected_close'] }} className={styles.all}>
            {t('today.all')}
          </Link>
        )}
      </h2>
      <Wait for={deals}>
        {({ items, refs }) =>
          items.length === 0 ? (
            <div className={styles.nothing}>
              <p>{t('today.noClosing')}</p>
              <Button size="small" onClick={() => openNewRecord('opportunity')}>
                {t('kindNew.opportunity')}
              </Button>
            </div>
          ) : (
            <ul className={styles.cards}>
              {items.map((deal) => {
                const account = refs[String(deal['account'])]?.name;
                const close = String(deal['expected_close'] ?? '');
                return (
                  <li key={deal.id}>
                    <Link to={`/opportunities/${deal.id}`} className={styles.deal}>
                      {account && <Avatar name={account} shape="square" />}
                      <span className={styles.dealText}>
                        <span className={styles.name}>{String(deal['name'] ?? '')}</span>
                        <span className={styles.dim}>{[refs[String(deal['stage'])]?.name, account].filter(Boolean).join(' · ')}</span>
                      </span>
                      <span className={styles.dealWorth}>
                        {deal['amount'] ? <span className={styles.amount}>{formatMoney(String(deal['amount']), deal['currency'] as string | null)}</span> : null}
                        <time dateTime={close} className={cx(styles.dim, close < now && styles.late)}>
                          {formatDayMonth(close)}
                        </time>
                      </span>
                    </Link>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Wait>
    </section>
  );
}

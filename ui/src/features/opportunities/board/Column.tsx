import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Plus } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { formatMoney, formatNumber, t } from '@/shared/i18n';
import { openNewRecord } from '@/shared/records/newRecord';
import { Button, Dot, IconButton, Link, Tooltip, cx } from '@/shared/ui';
import styles from './Board.module.css';
import { type BoardColumn, largestFirst } from './model';

interface ColumnProps {
  column: BoardColumn;
  pipeline: string | undefined;
  children: ReactNode;
  onMore: (() => void) | undefined;
  loadingMore: boolean;
}

/** A stage with its deals: name, how many, what they are worth. */
export function Column({ column, pipeline, children, onMore, loadingMore }: ColumnProps) {
  const { stage, count, items } = column;
  const element = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const headingId = useId();

  useEffect(
    () =>
      dropTargetForElements({
        element: element.current!,
        canDrop: ({ source }) => typeof source.data['deal'] === 'string',
        getData: () => ({ stage: stage.id }),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
    [stage.id],
  );

  const preset = { stage: stage.id, ...(pipeline ? { pipeline } : {}) };
  return (
    <section ref={element} className={cx(styles.column, over && styles.over)} aria-labelledby={headingId} data-stage={stage.id}>
      <header className={styles.head}>
        <h2 id={headingId} className={styles.stage}>
          <Dot hue={stage.hue} />
          <span className={styles.stageName}>{stage.name}</span>
          <span className={styles.count}>{formatNumber(count)}</span>
        </h2>
        <Worth column={column} />
        <IconButton size="small" icon={Plus} className={styles.add} label={t('board.newIn', { stage: stage.name })} onClick={() => openNewRecord('opportunity', preset)} />
      </header>
      {items.length > 0 ? (
        <ul className={styles.cards}>{children}</ul>
      ) : (
        <p className={styles.none}>{t('board.columnEmpty')}</p>
      )}
      {items.length < count && (
        <div className={styles.more}>
          {onMore ? (
            <Button look="quiet" size="small" busy={loadingMore} onClick={onMore}>
              {t('board.more', { count: count - items.length, number: formatNumber(count - items.length) })}
            </Button>
          ) : (
            <Link to="/opportunities" search={{ shape: 'table', filter: { field: 'stage', op: 'eq', value: stage.id } }}>
              {t('board.restInTable', { number: formatNumber(count - items.length) })}
            </Link>
          )}
        </div>
      )}
    </section>
  );
}

/** What a stage is worth: the largest currency in full, others named on hover. */
function Worth({ column }: { column: BoardColumn }) {
  const sums = largestFirst(column.sums);
  const [first, ...others] = sums;
  if (!first) return null;
  const text = formatMoney(String(Math.round(Number(first.amount))), first.currency);
  if (others.length === 0) return <span className={styles.worth}>{text}</span>;
  const all = sums.map(({ amount, currency }) => formatMoney(amount, currency)).join(' + ');
  return (
    <Tooltip text={all}>
      <button type="button" className={styles.worth}>
        {t('board.andMore', { first: text, others: others.length })}
        <span className="visually-hidden">{all}</span>
      </button>
    </Tooltip>
  );
}

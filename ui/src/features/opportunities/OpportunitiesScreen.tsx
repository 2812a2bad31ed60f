import { Columns3, Plus, Rows3 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type Kind, type RecordData, useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatMoney, formatNumber, t } from '@/shared/i18n';
import { kindsLabel, newLabel, useKind } from '@/shared/records/kinds';
import { FilterBar } from '@/shared/records/list/FilterBar';
import { type ListState, useListState } from '@/shared/records/list/listState';
import { ViewTabs } from '@/shared/records/list/ViewTabs';
import { openNewRecord } from '@/shared/records/newRecord';
import { RecordListScreen } from '@/shared/records/RecordListScreen';
import { Button, EmptyState, ErrorState, NoResults, Page, Select, Skeleton, StatusBar, Tabs } from '@/shared/ui';
import { Board } from './board/Board';
import boardStyles from './board/Board.module.css';
import { type BoardColumn, weightedTotals } from './board/model';
import { useBoard } from './board/useBoard';
import styles from './OpportunitiesScreen.module.css';
import { StageActions } from './StageActions';

/** Deals, as a board or as a table: two shapes of one question. */
export default function OpportunitiesScreen() {
  const kind = useKind('opportunity');
  return kind ? <Opportunities kind={kind} /> : <Page title={kindsLabel('opportunity')}>{<BoardSkeleton />}</Page>;
}

function Opportunities({ kind }: { kind: Kind }) {
  const state = useListState(kind);
  const { shape } = state;
  useActionHandler('board.toggle', () => state.set({ shape: shape === 'board' ? 'table' : 'board' }));

  const tabs = (
    <Tabs
      label={t('board.shape')}
      value={shape}
      onChange={(next) => state.set({ shape: next })}
      tabs={[
        { value: 'table', label: t('board.table'), icon: Rows3 },
        { value: 'board', label: t('board.board'), icon: Columns3 },
      ]}
    />
  );
  return shape === 'table' ? <RecordListScreen kind="opportunity" actions={tabs} beside={stageActions} /> : <BoardScreen kind={kind} state={state} tabs={tabs} />;
}

function stageActions(deal: RecordData) {
  return <StageActions deal={deal} />;
}

function BoardScreen({ kind, state, tabs }: { kind: Kind; state: ListState; tabs: ReactNode }) {
  const [asked, setAsked] = useState<string | null>(null);
  const { filter, search } = state.query;
  const { pipeline } = state;
  const { query, move, more, loadingMore } = useBoard({ pipeline, filter, search });
  const pipelines = useCall('pipelines.list', { limit: 50 });
  const board = query.data;
  const shown = pipeline ?? (typeof board?.pipeline === 'string' ? board.pipeline : board?.pipeline?.id);
  const choices = (pipelines.data?.items ?? []).map((item) => ({ value: item.id, label: String(item['name']) }));
  const total = board?.columns.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const create = () => openNewRecord('opportunity', shown ? { pipeline: shown } : {});

  return (
    <Page
      title={kindsLabel('opportunity')}
      beside={
        <div className={styles.beside}>
          <ViewTabs kind={kind} state={state} />
          {choices.length > 1 && (
            <Select
              look="quiet"
              label={t('field.pipeline')}
              value={shown ?? null}
              options={choices}
              onChange={(id) => state.set({ pipeline: id })}
            />
          )}
        </div>
      }
      actions={
        <>
          {board && <Weighted columns={board.columns} />}
          {tabs}
          <Button look="primary" icon={Plus} onClick={create}>
            {newLabel('opportunity')}
          </Button>
        </>
      }
    >
      <FilterBar kind={kind} state={state} refs={board?.refs ?? {}} asked={asked} onAsked={setAsked}>
        {null}
      </FilterBar>
      {!board ? (
        query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <BoardSkeleton />
        )
      ) : total === 0 && (filter || search) ? (
        <NoResults onClear={() => state.set({ conditions: [], advanced: null, search: '' })} />
      ) : total === 0 ? (
        <EmptyState icon={Columns3} title={t('board.emptyTitle')} text={t('board.emptyText')}>
          <Button look="primary" icon={Plus} onClick={create}>
            {newLabel('opportunity')}
          </Button>
        </EmptyState>
      ) : (
        <Board board={board} pipeline={shown} onMove={move} onMore={more} loadingMore={loadingMore} />
      )}
      <StatusBar>{board && <span>{t('board.count', { count: total, number: formatNumber(total) })}</span>}</StatusBar>
    </Page>
  );
}

/** What the pipeline is worth, each open deal weighted by how likely it is. */
function Weighted({ columns }: { columns: readonly BoardColumn[] }) {
  const totals = weightedTotals(columns);
  if (totals.length === 0) return null;
  const [first, ...others] = totals.map(({ amount, currency }) => formatMoney(amount, currency));
  return (
    <span className={styles.weighted} title={others.length ? [first, ...others].join(' + ') : undefined}>
      {t('board.weighted', { sum: others.length ? t('board.andMore', { first: first!, others: others.length }) : first! })}
    </span>
  );
}

function BoardSkeleton() {
  return (
    <div className={boardStyles.board} aria-hidden>
      {[3, 2, 3, 1, 2].map((cards, index) => (
        <div key={index} className={boardStyles.column}>
          <div className={boardStyles.head}>
            <Skeleton width="55%" />
          </div>
          {Array.from({ length: cards }, (_, card) => (
            <div key={card} className={boardStyles.skeleton}>
              <Skeleton width="70%" />
              <Skeleton width="50%" />
              <Skeleton width="85%" />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

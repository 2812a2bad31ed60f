import { GitCompareArrows, Plus, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { type Pages, usePages } from '@/api';
import { formatNumber, formatRelative, t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Button, Checkbox, EmptyState, Link, Page, StatusBar, Wait } from '@/shared/ui';
import styles from '../Insight.module.css';
import { StatusTag } from '../simulations/StatusTag';
import { LISTED, type Scenario } from './model';

const PAGE = 50;
const FEWEST = 2;
const MOST = 20;

/** Every what-if that is kept; two or more of them can be put side by side. */
export default function ScenariosScreen() {
  const scenarios = usePages<Scenario>('scenarios.list', { ordering: ['-updated_at'], fields: LISTED, limit: PAGE });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const enough = chosen.length >= FEWEST && chosen.length <= MOST;
  return (
    <Page
      title={t('whatIf.title')}
      actions={
        <>
          {(scenarios.data?.items.length ?? 0) >= FEWEST && (
            <Button icon={GitCompareArrows} disabled={!enough} onClick={() => goTo('/scenarios/compare', { ids: chosen.join(',') })}>
              {chosen.length > 0 ? t('whatIf.compareCount', { number: formatNumber(chosen.length) }) : t('whatIf.compare')}
            </Button>
          )}
          <Button look="primary" icon={Plus} onClick={create}>
            {t('kindNew.scenario')}
          </Button>
        </>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.column}>
          <p className={styles.lead}>{t('whatIf.lead')}</p>
          <Wait for={scenarios}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState icon={SlidersHorizontal} title={t('whatIf.emptyTitle')} text={t('whatIf.emptyText')}>
                  <Button look="primary" icon={Plus} onClick={create}>
                    {t('kindNew.scenario')}
                  </Button>
                </EmptyState>
              ) : (
                <List items={items} pages={scenarios} chosen={chosen} onChoose={setChosen} />
              )
            }
          </Wait>
        </div>
      </div>
      <StatusBar>{scenarios.data && <span>{t('whatIf.count', { count: scenarios.data.items.length, number: formatNumber(scenarios.data.items.length) })}</span>}</StatusBar>
    </Page>
  );
}

interface ListProps {
  items: readonly Scenario[];
  pages: Pages<Scenario>;
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}

function List({ items, pages, chosen, onChoose }: ListProps) {
  return (
    <>
      <ul className={styles.rows}>
        {items.map((scenario) => (
          <li key={scenario.id} className={styles.row}>
            <Checkbox
              label={t('whatIf.choose', { name: scenario.name })}
              checked={chosen.includes(scenario.id)}
              disabled={scenario.status !== 'done'}
              onChange={(on) => onChoose(on ? [...chosen, scenario.id] : chosen.filter((id) => id !== scenario.id))}
            />
            <Link to={`/scenarios/${scenario.id}`} className={styles.rowLink}>
              <span className={styles.rowName}>{scenario.name}</span>
            </Link>
            <StatusTag status={scenario.status} />
            <span className={styles.when}>
              {scenario.finished_at ? <time dateTime={scenario.finished_at}>{formatRelative(scenario.finished_at)}</time> : t('simulations.never')}
            </span>
          </li>
        ))}
      </ul>
      {pages.more && (
        <Button busy={pages.loadingMore} onClick={pages.more}>
          {t('ui.showMore')}
        </Button>
      )}
    </>
  );
}

function create(): void {
  goTo('/scenarios/new');
}

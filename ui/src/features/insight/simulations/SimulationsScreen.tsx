import { FlaskConical, Play, Plus } from 'lucide-react';
import { type Pages, usePages } from '@/api';
import { formatNumber, formatRelative, t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Button, EmptyState, IconButton, Link, Page, StatusBar, Wait, toastError } from '@/shared/ui';
import styles from '../Insight.module.css';
import { LISTED, type Simulation, startRun, typeName } from './model';
import { StatusTag } from './StatusTag';

const PAGE = 50;

/** Every question that is kept, and how its last run stands. */
export default function SimulationsScreen() {
  const simulations = usePages<Simulation>('simulations.list', { ordering: ['-updated_at'], fields: LISTED, limit: PAGE });
  return (
    <Page
      title={t('kinds.simulation')}
      actions={
        <Button look="primary" icon={Plus} onClick={create}>
          {t('kindNew.simulation')}
        </Button>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.column}>
          <p className={styles.lead}>{t('simulations.lead')}</p>
          <Wait for={simulations}>
            {({ items }) =>
              items.length === 0 ? (
                <EmptyState icon={FlaskConical} title={t('simulations.emptyTitle')} text={t('simulations.emptyText')}>
                  <Button look="primary" icon={Plus} onClick={create}>
                    {t('kindNew.simulation')}
                  </Button>
                </EmptyState>
              ) : (
                <List items={items} pages={simulations} />
              )
            }
          </Wait>
        </div>
      </div>
      <StatusBar>
        {simulations.data && <span>{t('simulations.count', { count: simulations.data.items.length, number: formatNumber(simulations.data.items.length) })}</span>}
      </StatusBar>
    </Page>
  );
}

function List({ items, pages }: { items: readonly Simulation[]; pages: Pages<Simulation> }) {
  return (
    <>
      <ul className={styles.rows}>
        {items.map((simulation) => (
          <li key={simulation.id} className={styles.row}>
            <Link to={`/simulations/${simulation.id}`} className={styles.rowLink}>
              <span className={styles.rowName}>{simulation.name}</span>
              <span className={styles.dim}>{typeName(simulation.type)}</span>
            </Link>
            <StatusTag status={simulation.status} />
            <span className={styles.when}>
              {simulation.finished_at ? <time dateTime={simulation.finished_at}>{formatRelative(simulation.finished_at)}</time> : t('simulations.never')}
            </span>
            <IconButton icon={Play} label={t('simulations.runNamed', { name: simulation.name })} disabled={simulation.status === 'running'} onClick={() => void run(simulation.id)} />
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

async function run(id: string): Promise<void> {
  try {
    goTo(`/simulations/${id}`, { job: await startRun(id) });
  } catch (error) {
    toastError(t('simulations.notStarted'), error);
  }
}

function create(): void {
  goTo('/simulations/new');
}

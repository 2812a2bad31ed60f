import { ChartColumn, ChevronRight, Plus, Save } from 'lucide-react';
import { useState } from 'react';
import { callByName } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatDate, formatNumber, formatPercent, t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { openNewRecord } from '@/shared/records/newRecord';
import { Button, EmptyState, ErrorState, Page, Progress, Skeleton, StatusBar, cx, toastError } from '@/shared/ui';
import styles from '../Insight.module.css';
import type { Note, SimulationResult } from '../model';
import { bestOf, chanceOf } from '../result/agreement';
import { CircuitFacts } from '../result/CircuitFacts';
import { Distributions } from '../result/Distributions';
import { Drivers } from '../result/Drivers';
import { Methods } from '../result/Methods';
import { Notes } from '../result/Notes';
import { Provenance } from '../result/Provenance';
import result from '../result/Result.module.css';
import { Subjects } from '../result/Subjects';
import { writing } from '../result/words';
import { startRun, typeName } from '../simulations/model';
import { useAnswer } from '../useAnswer';
import { type Asked, useAsked } from './address';
import { Controls } from './Controls';
import own from './Forecast.module.css';
import { Projection } from './Projection';

/** What the open deals bring in: a sentence first, then how likely which amount is, who decides it, and how it was found. */
export default function ForecastScreen() {
  const [asked, setAsked] = useAsked();
  const answer = useAnswer('deal_closure', asked);
  const [keeping, setKeeping] = useState(false);
  const keep = async () => {
    setKeeping(true);
    try {
      await keepForecast(asked, answer.data);
    } catch (error) {
      toastError(t('forecast.notKept'), error);
      setKeeping(false);
    }
  };
  useActionHandler('forecast.keep', () => void keep(), answer.data !== undefined);
  const { data, error } = answer;
  const until = noteOf(data, 'until')?.args['date'] as string | undefined;
  const known = data && measure(data);
  const fieldError = error && error.fields.some(({ field }) => field.startsWith('parameters.')) ? error : null;

  return (
    <Page
      title={t('forecast.title')}
      actions={
        <Button icon={Save} busy={keeping} disabled={!data} onClick={() => void keep()}>
          {t('forecast.keep')}
        </Button>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.wide}>
          <Controls asked={asked} until={until} target={known?.target === undefined ? undefined : known.format(known.target)} onChange={setAsked} error={fieldError} />
          {answer.isFetching && <Working share={answer.job?.total ? answer.job.done / answer.job.total : null} />}
          {error && !fieldError && <ErrorState error={error} onRetry={() => void answer.refetch()} />}
          {!data && !error && <Bones />}
          {data && (!error || fieldError) && (
            <div className={cx(own.answer, answer.isPlaceholderData && own.former)}>
              {known ? <Answer data={data} known={known} until={asked.until ?? until} /> : <Nothing until={asked.until ?? until} />}
              <Projection asked={asked} />
              {known && <HowFound data={data} />}
            </div>
          )}
        </div>
      </div>
      <StatusBar>{data && <span>{t('forecast.counted', { count: data.data[0]?.count ?? 0, number: formatNumber(data.data[0]?.count ?? 0) })}</span>}</StatusBar>
    </Page>
  );
}

interface Known {
  low: number;
  high: number;
  chance: number;
  target: number;
  format: (value: number) => string;
}

/** The numbers of the sentence; undefined where no deal counts. */
function measure({ estimates, distributions: [main] }: SimulationResult): Known | undefined {
  const of = (quantity: string) => {
    const found = estimates.filter((estimate) => estimate.quantity === quantity && estimate.subject === null);
    return found.length > 0 ? bestOf(found).value : undefined;
  };
  const target = main?.markers.find(({ code }) => code === 'target')?.value;
  const [low, high] = [of('p10'), of('p90')];
  if (!main || target === undefined || low === undefined || high === undefined || main.deviation === 0) return undefined;
  return { low, high, target, chance: of('target_probability') ?? chanceOf(main.bins, target), format: writing(main).format };
}

function Answer({ data, known, until }: { data: SimulationResult; known: Known; until: string | undefined }) {
  const { low, high, chance, target, format } = known;
  return (
    <>
      <header className={own.head}>
        <p className={own.sentence}>
          {t('forecast.range', { low: format(low), high: format(high), date: until ? formatDate(until) : '' })} {t('forecast.chance', { chance: formatPercent(chance), target: format(target) })}
        </p>
        <p className={styles.dim}>{t('forecast.rangeText')}</p>
      </header>
      <Notes notes={data.notes.filter(({ level }) => level === 'caution')} />
      <div className={result.plots}>
        <Distributions distributions={data.distributions} reached={chance} title={t('forecast.distribution')} />
        <Methods estimates={data.estimates} />
        <Drivers drivers={data.drivers} estimates={data.estimates} />
        <Subjects estimates={data.estimates} />
      </div>
    </>
  );
}

/** How the numbers came about, for those who want to know. */
function HowFound({ data }: { data: SimulationResult }) {
  return (
    <details className={styles.more}>
      <summary>
        <ChevronRight aria-hidden />
        {t('forecast.how')}
      </summary>
      <div className={result.result}>
        <Notes notes={data.notes.filter(({ level, code }) => level !== 'caution' && code !== 'until')} />
        {data.circuit && <CircuitFacts circuit={data.circuit} />}
        <Provenance result={data} />
      </div>
    </details>
  );
}

function Nothing({ until }: { until: string | undefined }) {
  return (
    <EmptyState icon={ChartColumn} title={t('forecast.emptyTitle', { date: until ? formatDate(until) : '' })} text={t('forecast.emptyText')}>
      <Button onClick={() => goTo('/opportunities')}>{t('forecast.seeDeals')}</Button>
      <Button look="primary" icon={Plus} onClick={() => openNewRecord('opportunity')}>
        {t('kindNew.opportunity')}
      </Button>
    </EmptyState>
  );
}

function Working({ share }: { share: number | null }) {
  return (
    <div className={own.working}>
      <Progress label={t('forecast.working')} value={share === null ? null : share * 100} />
    </div>
  );
}

function Bones() {
  return (
    <div className={own.bones} aria-hidden>
      <Skeleton width="60%" height="28px" />
      <Skeleton width="40%" />
      <div className={result.plots}>
        <Skeleton height="220px" />
        <Skeleton height="220px" />
      </div>
    </div>
  );
}

function noteOf(data: SimulationResult | undefined, code: string): Note | undefined {
  return data?.notes.find((note) => note.code === code);
}

/** Makes the question a simulation of its own, and runs it. */
async function keepForecast(asked: Asked, data: SimulationResult | undefined): Promise<void> {
  const until = asked.until ?? (noteOf(data, 'until')?.args['date'] as string | undefined);
  const name = until ? t('forecast.keptName', { type: typeName('deal_closure'), date: formatDate(until) }) : typeName('deal_closure');
  const { id } = await callByName<{ id: string }>('simulations.create', { name, type: 'deal_closure', parameters: asked });
  goTo(`/simulations/${id}`, { job: await startRun(id) });
}

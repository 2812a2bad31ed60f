import { useCallByName } from '@/api';
import { t } from '@/shared/i18n';
import { ErrorState, Skeleton } from '@/shared/ui';
import { Courses } from '../result/Courses';
import { Notes } from '../result/Notes';
import type { SimulationType } from '../simulations/model';
import { useAnswer } from '../useAnswer';
import type { Asked } from './address';
import own from './Forecast.module.css';

const TYPE = 'revenue_projection';

/** Revenue in the months to come, deals included that are not there yet. */
export function Projection({ asked }: { asked: Asked }) {
  const types = useCallByName<{ items: SimulationType[] }>('simulations.kinds', {});
  const type = types.data?.items.find((candidate) => candidate.type === TYPE);
  // Of the forecast's question what the projection knows as well: whose deals, in which currency.
  const shared = (['pipeline', 'owner', 'currency'] as const).filter((name) => asked[name] !== undefined && type?.parameters.properties?.[name]);
  const answer = useAnswer(TYPE, Object.fromEntries(shared.map((name) => [name, asked[name]])), { enabled: type !== undefined });
  if (!type) return null;
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton height="260px" />;
  return (
    <section className={own.projection}>
      <Courses series={answer.data.series} title={t('forecast.projection')} description={t('forecast.projectionText')} />
      <Notes notes={answer.data.notes.filter(({ level }) => level === 'caution')} />
    </section>
  );
}

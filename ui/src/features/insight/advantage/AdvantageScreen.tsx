import { Scale, Timer } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ApiError, type JobResults, type JobState, call } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatDateTime, formatDigits, formatNumber, formatPercent, t } from '@/shared/i18n';
import { isOver, useJob } from '@/shared/jobs/useJob';
import { parseDecimal, parseInteger } from '@/shared/records/fields/parse';
import { problemOf, problemText } from '@/shared/problems';
import { Button, EmptyState, FormField, Input, Page, Select, toastError } from '@/shared/ui';
import styles from '../Insight.module.css';
import { Running } from '../simulations/Running';
import own from './Advantage.module.css';
import { lastJob, rememberJob } from './last';
import { Measured } from './Measured';

/** Whether amplitude estimation is worth anything, honestly: calls against samples, and the time that both take here. */
export default function AdvantageScreen() {
  const [id, setId] = useState(lastJob);
  const [error, setError] = useState<ApiError | null>(null);
  const job = useJob(id);
  const running = job !== undefined && !isOver(job);
  const measure = async (input: Asked) => {
    setError(null);
    try {
      const { job: started } = await call('advantage.measure', input);
      rememberJob(started);
      setId(started);
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.fields.length > 0) setError(thrown);
      else toastError(t('advantage.notMeasured'), thrown);
    }
  };
  useActionHandler('advantage.measure', () => void measure({}), !running);
  const done = job?.state === 'done' ? (job.result as JobResults['advantage.measure']) : null;
  const failed = job?.state === 'failed' ? refusal(job) : null;
  return (
    <Page title={t('advantage.title')}>
      <div className={styles.scroll}>
        <div className={styles.wide}>
          <header>
            <h2 className={styles.headline}>{t('advantage.headline')}</h2>
            <p className={styles.lead}>{t('advantage.lead')}</p>
          </header>
          <Settings onMeasure={(input) => void measure(input)} busy={running} error={error ?? failed} />
          {running && <Running job={job} label={t('advantage.measuring')} />}
          {failed && failed.fields.length === 0 && (
            <p className={styles.problem} role="alert">
              {problemText(failed)}
            </p>
          )}
          {done && job && (
            <>
              <p className={styles.dim}>
                {t('advantage.about', { deals: formatNumber(done.deals), chance: formatPercent(done.truth, 1), share: formatPercent(done.confidence, 1), repeats: formatNumber(done.repeats), at: formatDateTime(job.finished_at ?? job.created_at) })}
              </p>
              <Measured advantage={done} />
            </>
          )}
          {!running && !done && !failed && <EmptyState icon={Scale} title={t('advantage.emptyTitle')} text={t('advantage.emptyText')} />}
        </div>
      </div>
    </Page>
  );
}

function refusal({ error }: JobState): ApiError {
  return new ApiError(error as ConstructorParameters<typeof ApiError>[0]);
}

interface Asked {
  probability?: number;
  repeats?: number;
  epsilons?: number[];
}

/** Errors that are measured, from the widest; the narrowest ones take most of the time. */
const EPSILONS = [0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
/** From here on a curve can be seen. */
const FEWEST = 3;

interface SettingsProps {
  onMeasure: (input: Asked) => void;
  busy: boolean;
  error: ApiError | null;
}

function Settings({ onMeasure, busy, error }: SettingsProps) {
  const [probability, setProbability] = useState('0.2');
  const [repeats, setRepeats] = useState('10');
  const [least, setLeast] = useState(String(EPSILONS.at(-1)));
  const chance = parseDecimal(probability);
  const times = parseInteger(repeats);
  const bad = typeof chance !== 'string' || typeof times !== 'number';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!bad) onMeasure({ probability: Number(chance), repeats: times, epsilons: EPSILONS.filter((epsilon) => epsilon >= Number(least)) });
  };
  return (
    <form className={own.settings} noValidate onSubmit={submit}>
      <FormField label={t('advantage.probability')} error={typeof chance === 'string' ? problemOf(error, 'probability') : t('record.notUnderstood')}>
        {({ id, describedBy, invalid }) => (
          <Input id={id} className={own.short} inputMode="decimal" aria-describedby={describedBy} aria-invalid={invalid || undefined} value={probability} onChange={(event) => setProbability(event.target.value)} />
        )}
      </FormField>
      <FormField label={t('advantage.repeats')} error={typeof times === 'number' ? problemOf(error, 'repeats') : t('record.notUnderstood')}>
        {({ id, describedBy, invalid }) => (
          <Input id={id} className={own.short} inputMode="numeric" aria-describedby={describedBy} aria-invalid={invalid || undefined} value={repeats} onChange={(event) => setRepeats(event.target.value)} />
        )}
      </FormField>
      <FormField label={t('advantage.least')} error={problemOf(error, 'epsilons')}>
        {({ id }) => (
          <Select
            id={id}
            className={own.short}
            label={t('advantage.least')}
            value={least}
            options={EPSILONS.slice(FEWEST - 1).map((epsilon) => ({ value: String(epsilon), label: t('advantage.within', { value: formatDigits(epsilon) }) }))}
            onChange={setLeast}
          />
        )}
      </FormField>
      <Button look="primary" type="submit" icon={Timer} disabled={busy || bad}>
        {t('advantage.measure')}
      </Button>
    </form>
  );
}

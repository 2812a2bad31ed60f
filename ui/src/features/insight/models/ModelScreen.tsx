import { useParams } from '@tanstack/react-router';
import { ChevronRight, Gauge } from 'lucide-react';
import { useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatNumber, formatRelative, t, tDynamic } from '@/shared/i18n';
import { humanise } from '@/shared/records/kinds';
import { Button, EmptyState, Page, Wait } from '@/shared/ui';
import { Crumbs } from '../Crumbs';
import styles from '../Insight.module.css';
import result from '../result/Result.module.css';
import { secondsText } from '../result/words';
import { Running } from '../simulations/Running';
import { typeName, typeText } from '../simulations/model';
import { Coverage } from './Coverage';
import { type Model, modelName } from './model';
import { Scores } from './Scores';
import { useCalibration } from './useCalibration';

/** One model: what it is made of, its defaults, and how good it was on the past of these records. */
export default function ModelScreen() {
  const { name = '' } = useParams({ strict: false }) as { name?: string };
  const models = useCall('models.list', {});
  const { job, running, start } = useCalibration(name);
  useActionHandler('models.calibrate', () => void start(), !running);
  return (
    <Page
      title={<Crumbs to="/models" parent={t('models.title')} title={modelName(name)} />}
      actions={
        <Button look="primary" icon={Gauge} disabled={running} onClick={() => void start()}>
          {t('models.calibrate')}
        </Button>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.wide}>
          <Wait for={models}>
            {({ items }) => {
              const model = items.find((candidate) => candidate.name === name);
              if (!model) return <EmptyState icon={Gauge} title={t('models.unknown')} />;
              return (
                <div className={result.result}>
                  <p className={styles.lead}>{typeText(model.type)}</p>
                  {running && job && <Running job={job} label={t('models.calibrating')} />}
                  <Facts model={model} />
                  <Record model={model} />
                  <Defaults model={model} />
                </div>
              );
            }}
          </Wait>
        </div>
      </div>
    </Page>
  );
}

function Facts({ model }: { model: Model }) {
  const { calibration } = model;
  const facts: [string, string][] = [
    [t('models.head.type'), typeName(model.type)],
    [t('models.head.version'), model.version],
    [t('models.head.qubits'), model.gates.length > 0 ? formatNumber(model.qubits) : t('models.noCircuit')],
    ...(model.gates.length > 0 ? [[t('models.head.gates'), model.gates.join(' ')] as [string, string]] : []),
    [t('models.head.time'), typeof calibration?.seconds === 'number' ? secondsText(calibration.seconds) : t('models.notMeasured')],
    [t('models.head.calibrated'), calibration ? formatRelative(calibration.at) : t('models.never')],
  ];
  return (
    <dl className={result.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How it did; what it could not be tried on is said. */
function Record({ model: { name, calibration } }: { model: Model }) {
  if (!calibration) {
    return (
      <div className={styles.nothing}>
        <p>{t('models.notCalibratedYet')}</p>
      </div>
    );
  }
  return (
    <>
      {calibration.problem && (
        <p className={styles.problem} role="alert">
          {calibration.problem}
        </p>
      )}
      {calibration.scores.length === 0 && !calibration.coverage && <p className={styles.lead}>{t(calibration.lacks ? `models.lacks.${calibration.lacks}` : 'models.nothingToHold')}</p>}
      <div className={result.plots}>
        {calibration.scores.map((score) => (
          <Scores key={score.code} score={score} />
        ))}
        {calibration.coverage && calibration.coverage.quarters.length > 0 && <Coverage coverage={calibration.coverage} model={name} />}
      </div>
    </>
  );
}

function Defaults({ model }: { model: Model }) {
  const entries = Object.entries((model.parameters ?? {}) as Record<string, unknown>);
  return (
    <details className={styles.more}>
      <summary>
        <ChevronRight aria-hidden />
        {t('models.defaults')}
      </summary>
      <dl className={result.facts}>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{tDynamic(`simulation.parameter.${name}`, humanise(name))}</dt>
            <dd>{shown(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function shown(value: unknown): string {
  if (value === null || (typeof value === 'object' && Object.keys(value as object).length === 0)) return t('models.leftOpen');
  if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no');
  if (typeof value === 'number') return formatNumber(value, 6);
  if (typeof value === 'object') {
    return Object.entries(value as object).map(([name, part]) => `${tDynamic(`simulation.parameter.${name}`, humanise(name))} ${shown(part)}`).join(', ');
  }
  return tDynamic(`option.${String(value)}`, String(value));
}

import { Gauge } from 'lucide-react';
import { useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatDigits, formatNumber, t } from '@/shared/i18n';
import { Button, Link, Page, StatusBar, Wait } from '@/shared/ui';
import styles from '../Insight.module.css';
import { secondsText } from '../result/words';
import { Running } from '../simulations/Running';
import { typeName } from '../simulations/model';
import own from './Models.module.css';
import { type Model, modelName } from './model';
import { useCalibration } from './useCalibration';

/** The registry: every model behind the simulations, what it is made of, and how it did when it was tried on the past. */
export default function ModelsScreen() {
  const models = useCall('models.list', {});
  const { job, running, start } = useCalibration();
  useActionHandler('models.calibrate', () => void start(), !running);
  return (
    <Page
      title={t('models.title')}
      actions={
        <Button look="primary" icon={Gauge} disabled={running} onClick={() => void start()}>
          {t('models.calibrateAll')}
        </Button>
      }
    >
      <div className={styles.scroll}>
        <div className={styles.wide}>
          <p className={styles.lead}>{t('models.lead')}</p>
          {running && job && <Running job={job} label={t('models.calibrating')} />}
          <Wait for={models}>{({ items }) => <Registry items={items} />}</Wait>
        </div>
      </div>
      <StatusBar>{models.data && <span>{t('models.count', { count: models.data.items.length, number: formatNumber(models.data.items.length) })}</span>}</StatusBar>
    </Page>
  );
}

function Registry({ items }: { items: readonly Model[] }) {
  return (
    // Focusable: what scrolls must be reached from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={own.scroll} role="region" aria-label={t('models.title')} tabIndex={0}>
      <table className={own.table}>
        <thead>
          <tr>
            {(['model', 'version', 'qubits', 'time', 'brier', 'coverage'] as const).map((name) => (
              <th key={name} scope="col" className={name === 'model' || name === 'version' ? undefined : own.number}>
                {t(`models.head.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((model) => (
            <tr key={model.name}>
              <th scope="row">
                <Link to={`/models/${model.name}`}>{modelName(model.name)}</Link>
                <span className={styles.dim}>{typeName(model.type)}</span>
              </th>
              <td>{model.version}</td>
              <td className={own.number}>{model.gates.length > 0 ? formatNumber(model.qubits) : t('models.noCircuit')}</td>
              <td className={own.number}>{typeof model.calibration?.seconds === 'number' ? secondsText(model.calibration.seconds) : '–'}</td>
              <td className={own.number}>{model.calibration?.scores[0] ? formatDigits(model.calibration.scores[0].brier) : '–'}</td>
              <td className={own.number}>{coverageText(model)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function coverageText({ calibration }: Model): string {
  const coverage = calibration?.coverage;
  return coverage ? t('models.ofQuarters', { inside: formatNumber(coverage.inside), all: formatNumber(coverage.quarters.length) }) : '–';
}

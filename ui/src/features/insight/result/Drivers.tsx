import { t, tDynamic } from '@/shared/i18n';
import { Bars, Tornado } from '@/shared/plots';
import { Link } from '@/shared/ui';
import type { Driver, Estimate } from '../model';
import { bestOf } from './agreement';
import styles from './Result.module.css';
import { addressOf, driverName, quantityName, subjectName, writing } from './words';

const SHOWN = 12;

interface DriversProps {
  drivers: readonly Driver[];
  estimates: readonly Estimate[];
  /** What was simulated: the same code may mean another variation. */
  type?: string | null | undefined;
}

/** What the answer hangs on: records, which can be opened, and variables as a tornado. */
export function Drivers({ drivers, estimates, type }: DriversProps) {
  const records = drivers.filter(({ subject }) => subject && addressOf(subject)).slice(0, SHOWN);
  const variables = drivers.filter(({ subject }) => !subject || !addressOf(subject));
  return (
    <>
      {records.length > 0 && <Records drivers={records} />}
      {variables.length > 0 && <Variables drivers={variables} estimates={estimates} type={type} />}
    </>
  );
}

function Records({ drivers }: { drivers: readonly Driver[] }) {
  const { code, quantity: counted } = drivers[0]!;
  const quantity = quantityName(counted);
  const title = tDynamic(`insight.top.${code}`, t('insight.topRecords'));
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      <p className={styles.text}>{t('insight.topRecordsText', { quantity })}</p>
      <Bars
        label={title}
        columns={[t('insight.record'), tDynamic(`insight.low.${code}`, t('insight.worse')), tDynamic(`insight.high.${code}`, t('insight.better')), t('plot.swing')]}
        rows={drivers.map((driver, index) => {
          const { format } = writing(driver);
          const to = driver.subject ? addressOf(driver.subject) : undefined;
          return {
            key: driver.subject?.id ?? String(index),
            name: to ? <Link to={to}>{subjectName(driver.subject!)}</Link> : driverName(driver),
            value: Math.abs(driver.high - driver.low),
            cells: [format(driver.low), format(driver.high), format(Math.abs(driver.high - driver.low))],
          };
        })}
      />
    </section>
  );
}

function Variables({ drivers, estimates, type }: DriversProps) {
  const first = drivers[0]!;
  const { format, tick } = writing(first);
  const same = estimates.filter(({ quantity, subject, currency }) => quantity === first.quantity && subject === null && (currency ?? null) === (first.currency ?? null));
  const base = same.length > 0 ? bestOf(same).value : undefined;
  return (
    <Tornado
      title={t('insight.drivers')}
      description={t('insight.driversText')}
      unit={quantityName(first.quantity)}
      base={base === undefined ? undefined : { value: base, label: t('insight.now', { value: tick(base) }) }}
      format={format}
      formatTick={tick}
      sensitivities={drivers.filter(({ quantity }) => quantity === first.quantity).map((driver) => ({ name: driverName(driver, type), low: driver.low, high: driver.high, lowAt: t('insight.worse'), highAt: t('insight.better') }))}
    />
  );
}

import { t } from '@/shared/i18n';
import { Bars, Tornado } from '@/shared/plots';
import { Link } from '@/shared/ui';
import type { Driver, Estimate } from '../model';
import { bestOf } from './agreement';
import styles from './Result.module.css';
import { addressOf, driverName, quantityName, writing } from './words';

const SHOWN = 12;

/** What the answer hangs on: records, which can be opened, and variables as a tornado. */
export function Drivers({ drivers, estimates }: { drivers: readonly Driver[]; estimates: readonly Estimate[] }) {
  const records = drivers.filter(({ subject }) => subject?.kind).slice(0, SHOWN);
  const variables = drivers.filter(({ subject }) => !subject?.kind);
  return (
    <>
      {records.length > 0 && <Records drivers={records} />}
      {variables.length > 0 && <Variables drivers={variables} estimates={estimates} />}
    </>
  );
}

function Records({ drivers }: { drivers: readonly Driver[] }) {
  const quantity = quantityName(drivers[0]!.quantity);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('insight.topRecords')}</h3>
      <p className={styles.text}>{t('insight.topRecordsText', { quantity })}</p>
      <Bars
        label={t('insight.topRecords')}
        columns={[t('insight.record'), t('insight.ifLost'), t('insight.ifWon'), t('plot.swing')]}
        rows={drivers.map((driver, index) => {
          const { format } = writing(driver);
          const to = driver.subject ? addressOf(driver.subject) : undefined;
          return {
            key: driver.subject?.id ?? String(index),
            name: to ? <Link to={to}>{driverName(driver)}</Link> : driverName(driver),
            value: Math.abs(driver.high - driver.low),
            cells: [format(driver.low), format(driver.high), format(Math.abs(driver.high - driver.low))],
          };
        })}
      />
    </section>
  );
}

function Variables({ drivers, estimates }: { drivers: readonly Driver[]; estimates: readonly Estimate[] }) {
  const first = drivers[0]!;
  const { format, tick } = writing(first);
  const same = estimates.filter(({ quantity, subject, currency }) => quantity === first.quantity && subject === null && (currency ?? null) === (first.currency ?? null));
  const base = same.length > 0 ? bestOf(same).value : (first.low + first.high) / 2;
  return (
    <Tornado
      title={t('insight.drivers')}
      description={t('insight.driversText')}
      unit={quantityName(first.quantity)}
      base={base}
      baseLabel={t('insight.now', { value: tick(base) })}
      format={format}
      formatTick={tick}
      sensitivities={drivers.filter(({ quantity }) => quantity === first.quantity).map((driver) => ({ name: driverName(driver), low: driver.low, high: driver.high, lowAt: t('insight.worse'), highAt: t('insight.better') }))}
    />
  );
}

import { Check } from 'lucide-react';
import { type Output, useCall } from '@/api';
import { formatDateTime, formatNumber, t, tDynamic } from '@/shared/i18n';
import { Page, StatusBar, Switch, Tag, Wait, cx } from '@/shared/ui';
import styles from '../Live.module.css';
import { Section } from '../Section';
import { SimulatedNotice } from '../Simulated';
import { Erase } from './Erase';
import { Retention } from './Retention';
import { Stored } from './Stored';
import { useSwitch } from './useSwitch';

type Status = Output<'sensing.status'>;

/** The one switch, what it means, what is kept, and the way to be rid of it. */
export default function PrivacyScreen() {
  const status = useCall('sensing.status', {});
  const stored = useCall('privacy.stored', {});
  const devices = useCall('devices.status', {});
  return (
    <Page title={t('nav.privacy')}>
      <div className={styles.scroll}>
        <div className={styles.column}>
          <p className={styles.lead}>{t('privacy.lead')}</p>
          {devices.data?.items.some(({ simulated }) => simulated) && <SimulatedNotice />}
          <Wait for={status}>{(known) => <Consent status={known} />}</Wait>
          {status.data && (
            <Wait for={stored}>
              {(data) => (
                <>
                  <Stored data={data} />
                  {data.enabled && <Retention kept={data.retention} />}
                  <Section title={t('privacy.never')}>
                    <p className={styles.tags}>
                      {data.excluded_from.map((code) => (
                        <Tag key={code} text={tDynamic(`sensing.excluded.${code}`, code)} hue={165} />
                      ))}
                    </p>
                  </Section>
                  <Erase count={data.count} />
                </>
              )}
            </Wait>
          )}
        </div>
      </div>
      <StatusBar>{stored.data && <span>{t('privacy.count', { count: stored.data.count, number: formatNumber(stored.data.count) })}</span>}</StatusBar>
    </Page>
  );
}

/** The switch and the terms it stands for: they can be read before it is moved. */
function Consent({ status }: { status: Status }) {
  const { shown, move } = useSwitch(status);
  const since = status.enabled ? status.consent?.given_at : undefined;
  return (
    <>
      <div className={styles.card}>
        <div className={styles.row}>
          <div className={styles.text}>
            <span className={styles.name}>{t('privacy.use')}</span>
            <span className={styles.facts}>{since ? t('privacy.onSince', { date: formatDateTime(since) }) : t('privacy.offText')}</span>
          </div>
          <Switch checked={shown} onChange={move} label={t('privacy.use')} />
        </div>
      </div>
      <Section title={status.enabled ? t('privacy.agreed') : t('privacy.agree')}>
        <ul className={cx(styles.card, styles.terms)}>
          {(status.enabled ? (status.consent?.terms ?? status.terms) : status.terms).map((code) => (
            <li key={code}>
              <Check aria-hidden />
              <span>{tDynamic(`sensing.term.${code}`, code)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

import { Bluetooth, Disc, SearchX } from 'lucide-react';
import { useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatNumber, t } from '@/shared/i18n';
import { Button, EmptyState, Page, Progress, StatusBar, Tabs, Wait } from '@/shared/ui';
import styles from '../Live.module.css';
import { Section } from '../Section';
import { SimulatedNotice } from '../Simulated';
import { WhenOn } from '../WhenOn';
import { Recordings } from '../recordings/Recordings';
import { useTab } from '../useTab';
import { AdapterNotice } from './AdapterNotice';
import { FoundRow } from './FoundRow';
import { OwnRow } from './OwnRow';
import { useDeviceVerbs, useLinks, useReconnect, useScan } from './useDevices';

/** An adapter that is switched off, pulled out or put back in shows within this time. */
const LOOK_EVERY_MS = 2000;

const TABS = ['devices', 'recordings'] as const;
const TAB_ICONS = { devices: Bluetooth, recordings: Disc };

/** The wearer's devices and those in the air; and what was recorded with them. */
export default function DevicesScreen() {
  const [tab, show] = useTab(TABS);
  const { found, scanning, scan } = useScan();
  const on = useCall('sensing.status', {}).data?.enabled === true;
  const adapter = useCall('devices.adapter', {}, { enabled: on, every: LOOK_EVERY_MS });
  const usable = adapter.data?.usable === true;
  useActionHandler('devices.scan', scan, usable);
  return (
    <Page
      title={t('nav.devices')}
      beside={<Tabs label={t('devices.parts')} value={tab} onChange={show} tabs={TABS.map((value) => ({ value, label: t(`devices.tab.${value}`), icon: TAB_ICONS[value] }))} />}
      actions={
        on &&
        tab === 'devices' && (
          <Button look="primary" icon={Bluetooth} busy={scanning} disabled={!usable} onClick={scan}>
            {t('devices.scan')}
          </Button>
        )
      }
    >
      <div className={styles.scroll}>
        <div className={styles.column}>
          <WhenOn>
            {tab === 'recordings' ? (
              <Recordings />
            ) : (
            <Wait for={adapter}>
              {(known) => (
                <>
                  {!known.usable && <AdapterNotice adapter={known} busy={adapter.isFetching} onRetry={() => void adapter.refetch()} />}
                  {known.simulated && <SimulatedNotice />}
                  <Devices usable={known.usable} found={found} scanning={scanning} />
                </>
              )}
            </Wait>
            )}
          </WhenOn>
        </div>
      </div>
    </Page>
  );
}

function Devices({ usable, found, scanning }: { usable: boolean } & Pick<ReturnType<typeof useScan>, 'found' | 'scanning'>) {
  const devices = useCall('devices.status', {});
  const verbs = useDeviceVerbs();
  useLinks();
  useReconnect(usable);
  const owned = new Set(devices.data?.items.map(({ device }) => device));
  const fresh = found?.filter(({ device }) => !owned.has(device));
  const connected = devices.data?.items.filter(({ live }) => live?.link === 'connected').length ?? 0;
  return (
    <>
      <Section title={t('devices.own')}>
        <Wait for={devices}>
          {({ items }) => (
            <div className={styles.card}>
              {items.length === 0 && <p className={styles.quiet}>{t('devices.ownNone')}</p>}
              <ul>
                {items.map((own) => (
                  <OwnRow key={own.wearable} own={own} verbs={verbs} usable={usable} />
                ))}
              </ul>
            </div>
          )}
        </Wait>
      </Section>
      {scanning && (
        <div role="status" className={styles.scanning}>
          <span>{t('devices.scanning')}</span>
          <Progress label={t('devices.scanning')} value={null} />
        </div>
      )}
      {fresh && fresh.length > 0 && (
        <Section title={t('devices.around')}>
          <ul className={styles.card}>
            {fresh.map((one) => (
              <FoundRow key={one.device} found={one} all={found ?? []} verbs={verbs} />
            ))}
          </ul>
        </Section>
      )}
      {found?.length === 0 && !scanning && <EmptyState icon={SearchX} title={t('devices.noneTitle')} text={t('devices.noneText')} />}
      <StatusBar>
        <span>{t('devices.count', { count: connected, number: formatNumber(connected) })}</span>
      </StatusBar>
    </>
  );
}

import { Bluetooth, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Button, EmptyState, ErrorState, Page, Select, SkeletonLines, StatusBar } from '@/shared/ui';
import { SimulatedNotice } from '../Simulated';
import { WhenOn } from '../WhenOn';
import { Traces } from '../traces';
import { Bands } from './Bands';
import { Heart } from './Heart';
import { MarkForm, setMark } from './MarkForm';
import { Quality } from './Quality';
import { State } from './State';
import type { Seen, Snapshot } from './store';
import { chosen } from './store';
import { useShown, useWatch, WINDOWS } from './useWatch';
import styles from './Watch.module.css';

/** What the devices say right now. */
export default function LiveScreen() {
  const on = useCall('sensing.status', {}).data?.enabled === true;
  if (on) return <Watching />;
  return (
    <Page title={t('nav.live')}>
      <WhenOn>{null}</WhenOn>
    </Page>
  );
}

function Watching() {
  const { seen, again } = useWatch();
  const [held, setHeld] = useState<Snapshot | null>(null);
  const { seconds, device: wanted, show } = useShown();
  const devices = useCall('devices.status', {});
  const { devices: told, over } = held ?? seen;
  const device = chosen(told, wanted);
  const names = new Map(devices.data?.items.map((own) => [own.device, own.name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const live = devices.data?.items.some((own) => own.live && own.live.link !== 'away') ?? true;
  const pause = () => setHeld(held ? null : seen);
  useActionHandler('live.pause', pause, live);
  useActionHandler('live.mark', () => void setMark(t('live.markPlain')), live);
  const shown = device === undefined ? undefined : told.get(device);
  return (
    <Page
      title={t('nav.live')}
      beside={
        told.size > 1 &&
        device && <Select size="small" label={t('live.device')} value={device} options={[...told.keys()].map((id) => ({ value: id, label: nameOf(id) }))} onChange={(id) => show({ device: id })} />
      }
      actions={
        live && (
          <>
            <Select
              label={t('live.window')}
              className={styles.window}
              value={String(seconds)}
              options={WINDOWS.map((one) => ({ value: String(one), label: t('live.seconds', { number: formatNumber(one) }) }))}
              onChange={(value) => show({ window: Number(value) })}
            />
            <Button icon={held ? Play : Pause} aria-pressed={held !== null} onClick={pause}>
              {held ? t('live.resume') : t('live.pause')}
            </Button>
          </>
        )
      }
    >
      {over && (
        <div className={styles.over} role="status">
          <span>{t('live.over')}</span>
          <Button size="small" onClick={again}>
            {t('live.watchAgain')}
          </Button>
        </div>
      )}
      {over?.error && (!live || !shown) && <ErrorState error={over.error} onRetry={again} />}
      {!live && !over?.error && <NoDevice />}
      {live && !shown && !over && <Waiting />}
      {live && shown && device && <Signals seen={shown} name={nameOf(device)} seconds={seconds} paused={held !== null} />}
      <StatusBar>
        {live && device && <span>{nameOf(device)}</span>}
        {seen.missed > 0 && <span>{t('live.missed', { count: seen.missed, number: formatNumber(seen.missed) })}</span>}
      </StatusBar>
    </Page>
  );
}

function Signals({ seen, name, seconds, paused }: { seen: Seen; name: string; seconds: number; paused: boolean }) {
  const { observation, strip, link, beats } = seen;
  return (
    <div className={styles.split}>
      <div className={styles.main}>
        {observation?.simulated && <SimulatedNotice />}
        {link && link !== 'connected' && (
          <p className={styles.stale} role="status">
            {t('live.notNow', { device: name, link: tDynamic(`sensing.link.${link}`, link) })}
          </p>
        )}
        {strip ? (
          <div className={styles.strip}>
            <Traces strip={strip} seconds={seconds} paused={paused} />
          </div>
        ) : (
          observation && <p className={styles.dim}>{t('live.noTraces')}</p>
        )}
        <MarkForm />
        {observation && observation.quality.length > 0 && <Quality quality={observation.quality} />}
      </div>
      <aside className={styles.aside} aria-label={t('live.state')}>
        {observation ? (
          <>
            <State observation={observation} />
            <Heart features={observation.features} beats={beats} />
            {observation.bands.length > 0 && <Bands bands={observation.bands} />}
          </>
        ) : (
          <Waiting />
        )}
      </aside>
    </div>
  );
}

function Waiting() {
  return (
    <div className={styles.waiting} role="status">
      <p>{t('live.waiting')}</p>
      <SkeletonLines />
    </div>
  );
}

function NoDevice() {
  return (
    <EmptyState icon={Bluetooth} title={t('live.noneTitle')} text={t('live.noneText')}>
      <Button look="primary" icon={Bluetooth} onClick={() => goTo('/wellbeing/devices')}>
        {t('live.toDevices')}
      </Button>
    </EmptyState>
  );
}

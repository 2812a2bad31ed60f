import { Bluetooth, Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Button, EmptyState, ErrorState, Page, Select, SkeletonLines, StatusBar } from '@/shared/ui';
import type { Observation } from '../frame';
import { SimulatedNotice } from '../Simulated';
import { WhenOn } from '../WhenOn';
import { Traces } from '../traces';
import { Bands } from './Bands';
import { Heart } from './Heart';
import { MarkForm, setMark } from './MarkForm';
import { RecordButton, RecordingNotes, useRecord, useRecording } from '../recordings/Record';
import { Quality } from './Quality';
import { Spectrum } from './Spectrum';
import { State } from './State';
import { type Seen, type Snapshot, chosen, hold, tracedOf } from './store';
import { useShown, useWatch, WINDOWS } from './useWatch';
import styles from './Watch.module.css';

/** How the device is called that a recording is played as. */
const REPLAY = 'replay ';

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
  const { devices: told, observation, beats } = held ?? seen;
  const { over } = seen;
  const device = chosen(told, wanted);
  const names = new Map(devices.data?.items.map((own) => [own.device, own.name]));
  const nameOf = (id: string) => names.get(id) ?? (id.startsWith(REPLAY) ? t('recordings.replayOf', { source: id.slice(REPLAY.length) }) : id);
  const recorded = useRecording();
  const record = useRecord(recorded);
  const connected = devices.data?.items.some((own) => own.live && own.live.link !== 'away') ?? true;
  // A recording that is played is watched like a device.
  const live = connected || Boolean(recorded?.playing);
  const pause = () => setHeld(held ? null : hold(seen, Date.now()));
  useActionHandler('live.pause', pause, live);
  useActionHandler('live.record', record.toggle, connected || record.recording !== null);
  useActionHandler('live.mark', () => void setMark(t('live.markPlain')), live);
  const traced = tracedOf(told);
  const gone = [...seen.devices].filter(([, { why }]) => why !== undefined);
  const telling = device !== undefined || observation !== undefined;
  return (
    <Page
      title={t('nav.live')}
      beside={
        traced.length > 1 &&
        device && <Select size="small" className={styles.device} label={t('live.device')} value={device} options={traced.map((id) => ({ value: id, label: nameOf(id) }))} onChange={(id) => show({ device: id })} />
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
            <RecordButton {...record} disabled={!connected} />
            <Button icon={held ? Play : Pause} aria-pressed={held !== null} onClick={pause}>
              {held ? t('live.resume') : t('live.pause')}
            </Button>
          </>
        )
      }
    >
      <RecordingNotes status={recorded} />
      {over && (
        <div className={styles.over} role="status">
          <span>{t('live.over')}</span>
          <Button size="small" onClick={again}>
            {t('live.watchAgain')}
          </Button>
        </div>
      )}
      {over?.error && (!live || !telling) && <ErrorState error={over.error} onRetry={again} />}
      {!live && !over?.error && <NoDevice />}
      {live && !telling && !over && <Waiting />}
      {live && telling && (
        <div className={styles.split}>
          <div className={styles.main}>
            {observation?.simulated && <SimulatedNotice />}
            {gone.map(([id, { link, why }]) => (
              <Gone key={id} name={nameOf(id)} link={link} why={why} />
            ))}
            <Signals strip={device === undefined ? undefined : told.get(device)?.strip} seconds={seconds} observation={observation} />
          </div>
          <aside className={styles.aside} aria-label={t('live.state')}>
            {observation ? <Wearer observation={observation} beats={beats} /> : <Waiting />}
          </aside>
        </div>
      )}
      <StatusBar>
        {live && device && <span>{nameOf(device)}</span>}
        {seen.missed > 0 && <span>{t('live.missed', { count: seen.missed, number: formatNumber(seen.missed) })}</span>}
      </StatusBar>
    </Page>
  );
}

/** A device that was there and is not now: what of it is shown is from before. */
function Gone({ name, link, why }: { name: string; link: Seen['link']; why: string | undefined }) {
  return (
    <p className={styles.stale} role="status">
      {t('live.notNow', { device: name, link: tDynamic(`sensing.link.${link}`, link ?? '') })}
      {why && <span className={styles.dim}> {tDynamic(`live.why.${why}`, '')}</span>}
    </p>
  );
}

/** The traces of the device that was chosen, where marks are set, and how good its channels are. */
function Signals({ strip, seconds, observation }: { strip: Seen['strip']; seconds: number; observation: Observation | undefined }) {
  return (
    <>
      {strip ? (
        <div className={styles.strip}>
          <Traces strip={strip} seconds={seconds} />
        </div>
      ) : (
        observation && <p className={styles.dim}>{t('live.noTraces')}</p>
      )}
      <MarkForm />
      {observation && observation.spectra.length > 0 && <Spectrum spectra={observation.spectra} />}
      {observation && observation.quality.length > 0 && <Quality quality={observation.quality} />}
    </>
  );
}

/** What all devices together say of the wearer. */
function Wearer({ observation, beats }: { observation: Observation; beats: Snapshot['beats'] }) {
  return (
    <>
      <State observation={observation} />
      <Heart features={observation.features} beats={beats} />
      {observation.bands.length > 0 && <Bands bands={observation.bands} />}
    </>
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

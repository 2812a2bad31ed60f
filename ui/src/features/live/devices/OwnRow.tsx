import { Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { formatPercent, formatRelative, t, tDynamic } from '@/shared/i18n';
import { Button, Checkbox, Dialog, Dot, IconButton, Input, cx } from '@/shared/ui';
import styles from '../Live.module.css';
import { SimulatedTag } from '../Simulated';
import { ICONS, LOW, type OwnDevice, isLow, lossText, signalText } from './describe';
import type { DeviceVerbs } from './useDevices';

const LONGEST = 120;
const HUES: Record<string, number> = { connected: 165, connecting: 255, waiting: 75, away: 90 };

/** A device of the wearer's own: how it stands, and what can be done with it. */
export function OwnRow({ own, verbs, usable }: { own: OwnDevice; verbs: DeviceVerbs; usable: boolean }) {
  const [asking, setAsking] = useState(false);
  const [renaming, setRenaming] = useState<string | null>(null);
  const { name, live, device } = own;
  const Icon = ICONS[own.kind ?? 'unknown'];
  const link = live?.link ?? 'away';
  const busy = verbs.busy.has(device ?? own.wearable);
  const rename = (event: FormEvent) => {
    event.preventDefault();
    const wanted = renaming?.trim();
    setRenaming(null);
    if (wanted && wanted !== name) verbs.rename(own, wanted);
  };
  return (
    <li className={styles.row}>
      <Icon aria-hidden />
      <div className={styles.text}>
        {renaming === null ? (
          <span className={styles.name}>
            {name}
            {own.simulated && <SimulatedTag />}
          </span>
        ) : (
          <form className={styles.rename} onSubmit={rename}>
            {/* The field was asked for by the button beside it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Input autoFocus aria-label={t('devices.rename', { name })} maxLength={LONGEST} value={renaming} onChange={(event) => setRenaming(event.target.value)} onKeyDown={(event) => event.key === 'Escape' && setRenaming(null)} />
            <Button type="submit" size="small" disabled={!renaming.trim()}>
              {t('ui.save')}
            </Button>
            <Button size="small" look="quiet" onClick={() => setRenaming(null)}>
              {t('ui.cancel')}
            </Button>
          </form>
        )}
        <span className={styles.facts}>
          <span className={styles.link}>
            <Dot hue={HUES[link]} /> {tDynamic(`sensing.link.${link}`, link)}
          </span>
          <span>{t(`devices.kind.${own.kind ?? 'unknown'}`)}</span>
          {live && <Facts live={live} />}
          {!live && own.last_seen_at && <span>{t('devices.lastSeen', { date: formatRelative(own.last_seen_at) })}</span>}
        </span>
        <span className={styles.facts}>
          <Checkbox checked={own.reconnect} onChange={(on) => verbs.keep(own, on)}>
            {t('field.reconnect')}
          </Checkbox>
        </span>
      </div>
      <div className={styles.buttons}>
        {live && link !== 'away' ? (
          <Button busy={busy} aria-label={t('devices.disconnectNamed', { name })} onClick={() => verbs.disconnect(own)}>
            {t('devices.disconnect')}
          </Button>
        ) : (
          <Button busy={busy} disabled={!usable || !device} aria-label={t('devices.connectNamed', { name })} onClick={() => device && verbs.connect(device, name)}>
            {t('devices.connect')}
          </Button>
        )}
        <IconButton icon={Pencil} label={t('devices.rename', { name })} disabled={busy} onClick={() => setRenaming(name)} />
        <IconButton icon={Trash2} label={t('devices.forget', { name })} disabled={busy} onClick={() => setAsking(true)} />
      </div>
      <Dialog
        open={asking}
        size="narrow"
        onClose={() => setAsking(false)}
        title={t('devices.forgetTitle', { name })}
        description={t('devices.forgetText')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button
              look="danger"
              icon={Trash2}
              onClick={() => {
                setAsking(false);
                verbs.forget(own);
              }}
            >
              {t('devices.forgetNow')}
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </li>
  );
}

function Facts({ live }: { live: NonNullable<OwnDevice['live']> }) {
  const loss = lossText(live);
  const low = live.battery !== null && isLow(live.battery);
  return (
    <>
      {live.battery !== null && (
        <span className={cx(styles.link, low && styles.low)}>
          {low && <LOW aria-hidden />}
          {t(low ? 'devices.batteryLow' : 'devices.battery', { percent: formatPercent(live.battery / 100) })}
        </span>
      )}
      {live.location !== null && <span>{t(`devices.location.${live.location}`)}</span>}
      {live.signal !== null && <span>{signalText(live.signal)}</span>}
      {loss && <span>{loss}</span>}
    </>
  );
}

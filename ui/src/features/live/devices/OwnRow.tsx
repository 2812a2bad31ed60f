import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatPercent, t, tDynamic } from '@/shared/i18n';
import { Button, Dialog, Dot, IconButton, cx } from '@/shared/ui';
import styles from '../Live.module.css';
import { SimulatedTag } from '../Simulated';
import { ICONS, LOW, type OwnDevice, isLow, lossText, signalText } from './describe';
import type { DeviceVerbs } from './useDevices';

const HUES: Record<string, number> = { connected: 165, connecting: 255, waiting: 75, away: 90 };

/** A device of the wearer's own: how it stands, and what can be done with it. */
export function OwnRow({ own, verbs, usable }: { own: OwnDevice; verbs: DeviceVerbs; usable: boolean }) {
  const [asking, setAsking] = useState(false);
  const { name, live, device } = own;
  const Icon = ICONS[own.kind ?? 'unknown'];
  const link = live?.link ?? 'away';
  const busy = verbs.busy.has(device ?? own.wearable);
  return (
    <li className={styles.row}>
      <Icon aria-hidden />
      <div className={styles.text}>
        <span className={styles.name}>
          {name}
          {own.simulated && <SimulatedTag />}
        </span>
        <span className={styles.facts}>
          <span className={styles.link}>
            <Dot hue={HUES[link]} /> {tDynamic(`sensing.link.${link}`, link)}
          </span>
          <span>{t(`devices.kind.${own.kind ?? 'unknown'}`)}</span>
          {live && <Facts live={live} />}
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

import { t } from '@/shared/i18n';
import { Button, Tag } from '@/shared/ui';
import styles from '../Live.module.css';
import { SimulatedTag } from '../Simulated';
import { type FoundDevice, ICONS, foundName, isAmbiguous, signalText } from './describe';
import type { DeviceVerbs } from './useDevices';

/** A device in the air. */
export function FoundRow({ found, all, verbs }: { found: FoundDevice; all: readonly FoundDevice[]; verbs: DeviceVerbs }) {
  const Icon = ICONS[found.kind];
  const name = foundName(found);
  return (
    <li className={styles.row}>
      <Icon aria-hidden />
      <div className={styles.text}>
        <span className={styles.name}>
          {name}
          {isAmbiguous(found, all) && <code className={styles.path}>{found.mark}</code>}
          {found.known && <Tag text={t('devices.known')} hue={165} />}
          {found.simulated && <SimulatedTag />}
        </span>
        <span className={styles.facts}>
          <span>{t(`devices.kind.${found.kind}`)}</span>
          {found.signal !== null && <span>{signalText(found.signal)}</span>}
        </span>
      </div>
      <Button busy={verbs.busy.has(found.device)} aria-label={t('devices.connectNamed', { name })} onClick={() => verbs.connect(found.device, name)}>
        {t('devices.connect')}
      </Button>
    </li>
  );
}

import { Bluetooth, Target } from 'lucide-react';
import { useState } from 'react';
import { type Output, useCall } from '@/api';
import { formatDateTime, formatList, formatNumber, t, tDynamic } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Button, SkeletonLines } from '@/shared/ui';
import styles from '../Live.module.css';
import { Section } from '../Section';
import { SimulatedTag } from '../Simulated';
import { Calibration } from './calibrate/Calibration';
import { BASELINE_MEASURES, measureNumber, measureUnit } from './measures';
import own from './Profile.module.css';

type Profile = Output<'profile.show'>;
type Known = NonNullable<Profile['baseline']>;
const PHASES = ['eyes_open', 'eyes_closed', 'paced_breathing'] as const;
const CALIBRATIONS_SHOWN = 5;

/** What is usual for the wearer, since when, and the way to measure it anew. */
export function Baseline({ profile: { baseline, preferences } }: { profile: Profile }) {
  const [open, setOpen] = useState(false);
  const devices = useCall('devices.status', {});
  const connected = devices.data?.items.some(({ live }) => live?.link === 'connected') ?? false;
  const names = new Map(devices.data?.items.map(({ device, name }) => [device, name]));
  return (
    <>
      <p className={styles.lead}>{t('profile.lead')}</p>
      <div className={styles.card}>
        <div className={styles.row}>
          <Target aria-hidden />
          <div className={styles.text}>
            <span className={styles.name}>
              {baseline ? t('profile.measuredAt', { date: formatDateTime(baseline.measured_at) }) : t('profile.none')}
              {baseline?.simulated && <SimulatedTag />}
            </span>
            <span className={styles.facts}>{baseline ? t('profile.measuredWith', { device: namesOf(baseline.device, names) }) : t('profile.noneText')}</span>
            {!connected && !devices.isPending && <span className={styles.facts}>{t('profile.needsDevice')}</span>}
          </div>
          <div className={styles.buttons}>
            {!connected && !devices.isPending && (
              <Button icon={Bluetooth} onClick={() => goTo('/wellbeing/devices')}>
                {t('live.toDevices')}
              </Button>
            )}
            <Button look="primary" icon={Target} disabled={!connected} onClick={() => setOpen(true)}>
              {t(baseline ? 'profile.calibrateAgain' : 'profile.calibrate')}
            </Button>
          </div>
        </div>
      </div>
      {baseline && <Usual baseline={baseline} />}
      <Past names={names} />
      <Calibration open={open} pace={preferences.breaths_per_minute_tenths} onClose={() => setOpen(false)} onResume={() => setOpen(true)} />
    </>
  );
}

/** The names of devices that stand in a row by their ids, as far as they are still known. */
function namesOf(devices: string, names: ReadonlyMap<string | null, string>): string {
  return formatList(devices.split(', ').map((device) => names.get(device) ?? device));
}

/** The measures at rest, each with what it means. */
function Usual({ baseline: { phases } }: { baseline: Known }) {
  const measured = PHASES.filter((phase) => phases[phase]);
  const rows = BASELINE_MEASURES.filter((measure) => measured.some((phase) => phases[phase]?.[measure]));
  return (
    <Section title={t('profile.usual')}>
      {/* Focusable: what scrolls must be reached from the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={own.scroll} role="region" aria-label={t('profile.usual')} tabIndex={0}>
        <table className={own.table}>
          <thead>
            <tr>
              <th scope="col">{t('profile.measure')}</th>
              {measured.map((phase) => (
                <th key={phase} scope="col" className={own.number}>
                  {t(`profile.phase.${phase}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((measure) => (
              <tr key={measure}>
                <th scope="row">
                  <span className={own.measure}>{tDynamic(`sensing.measure.${measure}`, measure)}</span>
                  <span className={own.means}>{t(`profile.means.${measure}`)}</span>
                </th>
                {measured.map((phase) => {
                  const spread = phases[phase]?.[measure];
                  return (
                    <td key={phase} className={own.number}>
                      {spread ? (
                        <>
                          {measureNumber(measure, spread.mean)} <span className={own.spread}>{t('profile.spread', { value: measureNumber(measure, spread.sd) })}</span>{' '}
                          <span className={own.spread}>{measureUnit(measure)}</span>
                        </>
                      ) : (
                        '–'
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={own.note}>{t('profile.spreadText')}</p>
    </Section>
  );
}

/** The calibrations before this one. */
function Past({ names }: { names: ReadonlyMap<string | null, string> }) {
  const past = useCall('calibrations.list', { ordering: ['-started_at'], limit: CALIBRATIONS_SHOWN });
  if (past.isPending) return <SkeletonLines count={3} />;
  if (!past.data || past.data.items.length < 2) return null;
  return (
    <Section title={t('profile.past')}>
      <ul className={styles.card}>
        {past.data.items.map(({ id, started_at: at, outcome, quality, device, simulated }) => (
          <li key={id} className={styles.row}>
            <span className={styles.text}>
              <span className={styles.name}>
                {at && formatDateTime(at)}
                {simulated && <SimulatedTag />}
              </span>
              <span className={styles.facts}>
                <span>{tDynamic(`sensing.guide.${outcome ?? 'failed'}`, outcome ?? '')}</span>
                {quality !== null && <span>{t('profile.qualityOf', { number: formatNumber(quality) })}</span>}
                {device && <span>{namesOf(device, names)}</span>}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

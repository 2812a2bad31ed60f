import { Activity, BatteryLow, Brain, HeartPulse, type LucideIcon, Watch } from 'lucide-react';
import type { Output } from '@/api';
import { formatNumber, formatPercent, t } from '@/shared/i18n';

export type OwnDevice = Output<'devices.status'>['items'][number];
export type FoundDevice = Output<'devices.scan'>['items'][number];
export type Adapter = Output<'devices.adapter'>;
export type DeviceKind = FoundDevice['kind'];
export type System = 'linux' | 'macos' | 'windows';

/** From here on a signal is strong, fair; below it is weak. In dBm, as receivers of phones draw it. */
const STRONG_DBM = -60;
const FAIR_DBM = -75;
/** With less a device goes out in mid-call. */
const LOW_BATTERY = 20;
/** A share of lost packets below this is what the air costs. */
const LOSS_WORTH_TELLING = 0.01;

export const ICONS: Record<DeviceKind, LucideIcon> = { headband: Brain, heart_strap: HeartPulse, watch: Watch, unknown: Activity };
export const LOW = BatteryLow;

export function signalStrength(dbm: number): 'strong' | 'fair' | 'weak' {
  if (dbm >= STRONG_DBM) return 'strong';
  return dbm >= FAIR_DBM ? 'fair' : 'weak';
}

/** How near it is, in a word and in dBm. */
export function signalText(dbm: number): string {
  return t('devices.signalOf', { strength: t(`devices.signal.${signalStrength(dbm)}`), dbm: formatNumber(dbm) });
}

export function isLow(battery: number): boolean {
  return battery <= LOW_BATTERY;
}

/** The share of packets that were lost, where it is worth telling. */
export function lossText({ packets, lost }: { packets: number; lost: number }): string | undefined {
  const share = packets + lost > 0 ? lost / (packets + lost) : 0;
  return share >= LOSS_WORTH_TELLING ? t('devices.lost', { percent: formatPercent(share) }) : undefined;
}

/** What a found device calls itself; those that say nothing are told apart by their mark. */
export function foundName({ name, mark }: Pick<FoundDevice, 'name' | 'mark'>): string {
  return name?.trim() || t('devices.unnamed', { mark });
}

/** Devices of one name are told apart by their mark. */
export function isAmbiguous(found: FoundDevice, all: readonly FoundDevice[]): boolean {
  return all.filter((other) => foundName(other) === foundName(found)).length > 1;
}

/** The system whose settings decide about Bluetooth: the core is on this machine, as is the screen. */
export function systemOf(agent: string): System {
  if (/mac os|macintosh/i.test(agent)) return 'macos';
  return /windows/i.test(agent) ? 'windows' : 'linux';
}

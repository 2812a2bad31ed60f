import { Activity, Bluetooth, Flag, Pause, ShieldCheck } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';

/** The wearer's own mirror: what it means, the devices, and what they say right now. */
export const live: Feature = {
  name: 'live',
  words: ['live', 'plots', 'sensing'],
  routes: [
    { path: '/wellbeing', load: () => import('./privacy/PrivacyScreen') },
    { path: '/wellbeing/devices', load: () => import('./devices/DevicesScreen') },
    { path: '/wellbeing/live', load: () => import('./watch/LiveScreen') },
  ],
  nav: [
    { path: '/wellbeing/live', label: 'nav.live', icon: Activity, section: 'sensing', order: 210 },
    { path: '/wellbeing/devices', label: 'nav.devices', icon: Bluetooth, section: 'sensing', order: 220 },
    { path: '/wellbeing', label: 'nav.privacy', icon: ShieldCheck, section: 'sensing', order: 230 },
  ],
  actions: [
    { id: 'go.live', label: 'action.goLive', group: 'go', icon: Activity, keys: ['g l'], run: () => goTo('/wellbeing/live'), words: 'live.words' },
    { id: 'live.pause', label: 'live.pause', group: 'view', icon: Pause, keys: ['p'] },
    { id: 'live.mark', label: 'live.mark', group: 'record', icon: Flag, keys: ['k'] },
    { id: 'go.devices', label: 'action.goDevices', group: 'go', icon: Bluetooth, keys: ['g b'], run: () => goTo('/wellbeing/devices') },
    { id: 'devices.scan', label: 'devices.scan', group: 'record', icon: Bluetooth },
    { id: 'go.privacy', label: 'action.goPrivacy', group: 'go', icon: ShieldCheck, keys: ['g p'], run: () => goTo('/wellbeing'), words: 'privacy.words' },
  ],
};

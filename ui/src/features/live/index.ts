import { Activity, Bluetooth, Flag, HeartPulse, LineChart, Pause, CircleDot, Plus, ShieldCheck, Wind } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';

/** The wearer's own mirror: what it means, the devices, and what they say right now. */
export const live: Feature = {
  name: 'live',
  words: ['live', 'mirror', 'plots', 'sensing'],
  routes: [
    { path: '/wellbeing', load: () => import('./privacy/PrivacyScreen') },
    { path: '/wellbeing/devices', load: () => import('./devices/DevicesScreen') },
    { path: '/wellbeing/live', load: () => import('./watch/LiveScreen') },
    { path: '/wellbeing/readings', load: () => import('./readings/ReadingsScreen') },
    { path: '/wellbeing/profile', load: () => import('./profile/ProfileScreen') },
    { path: '/wellbeing/breathing', load: () => import('./profile/BreathingScreen') },
  ],
  nav: [
    { path: '/wellbeing/live', label: 'nav.live', icon: Activity, section: 'sensing', order: 210 },
    { path: '/wellbeing/profile', label: 'nav.profile', icon: HeartPulse, section: 'sensing', order: 213 },
    { path: '/wellbeing/readings', label: 'nav.readings', icon: LineChart, section: 'sensing', order: 214 },
    { path: '/wellbeing/devices', label: 'nav.devices', icon: Bluetooth, section: 'sensing', order: 220 },
    { path: '/wellbeing', label: 'nav.privacy', icon: ShieldCheck, section: 'sensing', order: 230 },
  ],
  actions: [
    { id: 'go.live', label: 'action.goLive', group: 'go', icon: Activity, keys: ['g l'], run: () => goTo('/wellbeing/live'), words: 'live.words' },
    { id: 'live.pause', label: 'live.pause', group: 'view', icon: Pause, keys: ['p'] },
    { id: 'live.mark', label: 'live.mark', group: 'record', icon: Flag, keys: ['k'] },
    { id: 'go.profile', label: 'action.goProfile', group: 'go', icon: HeartPulse, run: () => goTo('/wellbeing/profile'), words: 'profile.words' },
    { id: 'go.readings', label: 'action.goReadings', group: 'go', icon: LineChart, run: () => goTo('/wellbeing/readings'), words: 'readings.words' },
    { id: 'readings.add', label: 'readings.add', group: 'create', icon: Plus },
    { id: 'go.recordings', label: 'action.goRecordings', group: 'go', icon: CircleDot, run: () => goTo('/wellbeing/devices', { tab: 'recordings' }), words: 'recordings.words' },
    { id: 'live.record', label: 'recordings.record', group: 'record', icon: CircleDot },
    { id: 'go.breathing', label: 'action.goBreathing', group: 'go', icon: Wind, run: () => goTo('/wellbeing/profile', { tab: 'breathing' }), words: 'breathe.words' },
    { id: 'go.devices', label: 'action.goDevices', group: 'go', icon: Bluetooth, keys: ['g b'], run: () => goTo('/wellbeing/devices') },
    { id: 'devices.scan', label: 'devices.scan', group: 'record', icon: Bluetooth },
    { id: 'go.privacy', label: 'action.goPrivacy', group: 'go', icon: ShieldCheck, keys: ['g p'], run: () => goTo('/wellbeing'), words: 'privacy.words' },
  ],
};

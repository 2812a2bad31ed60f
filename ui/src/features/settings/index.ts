import { Settings } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';

/** How the product looks and behaves, who works in it, and how the data is kept. */
export const settings: Feature = {
  name: 'settings',
  routes: [{ path: '/settings', load: () => import('./SettingsScreen') }],
  nav: [{ path: '/settings', label: 'nav.settings', icon: Settings, section: 'more', order: 40 }],
  actions: [{ id: 'go.settings', label: 'action.goSettings', group: 'go', icon: Settings, keys: ['mod+,'], run: () => goTo('/settings') }],
};

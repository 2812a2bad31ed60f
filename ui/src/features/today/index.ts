import { House } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';
import { DueCount } from './due';

/** Where the day begins: what is due, what is about to close, what was touched last. */
export const today: Feature = {
  name: 'today',
  routes: [{ path: '/', load: () => import('./TodayScreen') }],
  nav: [{ path: '/', label: 'nav.today', icon: House, section: 'main', order: 0, Count: DueCount }],
  actions: [{ id: 'go.today', label: 'action.goToday', group: 'go', icon: House, keys: ['g d'], run: () => goTo('/') }],
};

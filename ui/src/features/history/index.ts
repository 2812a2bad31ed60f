import { History } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';

/** Everything that was done, and the way back from it. */
export const history: Feature = {
  name: 'history',
  routes: [{ path: '/history', load: () => import('./HistoryScreen') }],
  nav: [{ path: '/history', label: 'nav.history', icon: History, section: 'more', order: 20 }],
  actions: [{ id: 'go.history', label: 'action.goHistory', group: 'go', icon: History, keys: ['g h'], run: () => goTo('/history') }],
};

import { Check } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';
import { createRecordAction } from '@/shared/records/actions';

/** Calls, meetings, tasks, e-mails and notes. */
export const activities: Feature = {
  name: 'activities',
  routes: [
    { path: '/activities', load: () => import('./ActivitiesScreen') },
    { path: '/activities/$id', load: () => import('./ActivityScreen') },
  ],
  nav: [{ path: '/activities', label: 'nav.activities', icon: Check, section: 'main', order: 40 }],
  actions: [
    { id: 'go.activities', label: 'action.goActivities', group: 'go', icon: Check, keys: ['g t'], run: () => goTo('/activities') },
    createRecordAction('activity', { label: 'action.newActivity', icon: Check, keys: ['n t'] }),
  ],
};

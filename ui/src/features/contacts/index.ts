import { UserRound } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';
import { createRecordAction } from '@/shared/records/actions';

/** People, and what is known of them. */
export const contacts: Feature = {
  name: 'contacts',
  routes: [
    { path: '/contacts', load: () => import('./ContactsScreen') },
    { path: '/contacts/$id', load: () => import('./ContactScreen') },
  ],
  nav: [{ path: '/contacts', label: 'nav.contacts', icon: UserRound, section: 'main', order: 10 }],
  actions: [
    { id: 'go.contacts', label: 'action.goContacts', group: 'go', icon: UserRound, keys: ['g c'], run: () => goTo('/contacts') },
    createRecordAction('contact', { label: 'action.newContact', icon: UserRound, keys: ['n c'] }),
  ],
};

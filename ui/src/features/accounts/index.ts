import { Building2 } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';
import { createRecordAction } from '@/shared/records/actions';

/** Companies and organisations. */
export const accounts: Feature = {
  name: 'accounts',
  routes: [
    { path: '/accounts', load: () => import('./AccountsScreen') },
    { path: '/accounts/$id', load: () => import('./AccountScreen') },
  ],
  nav: [{ path: '/accounts', label: 'nav.accounts', icon: Building2, section: 'main', order: 20 }],
  actions: [
    { id: 'go.accounts', label: 'action.goAccounts', group: 'go', icon: Building2, keys: ['g a'], run: () => goTo('/accounts') },
    createRecordAction('account', { label: 'action.newAccount', icon: Building2, keys: ['n a'] }),
  ],
};

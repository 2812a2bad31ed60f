import { Trash2 } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';

/** What was deleted: back to where it was, or gone for good. */
export const trash: Feature = {
  name: 'trash',
  routes: [{ path: '/trash', load: () => import('./TrashScreen') }],
  nav: [{ path: '/trash', label: 'nav.trash', icon: Trash2, section: 'more', order: 30 }],
  actions: [{ id: 'go.trash', label: 'action.goTrash', group: 'go', icon: Trash2, keys: ['g x'], run: () => goTo('/trash') }],
};

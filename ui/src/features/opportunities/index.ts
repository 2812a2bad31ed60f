import { BriefcaseBusiness, Columns3 } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';
import { createRecordAction } from '@/shared/records/actions';

/** Deals on their way through the stages of a pipeline. */
export const opportunities: Feature = {
  name: 'opportunities',
  routes: [
    { path: '/opportunities', load: () => import('./OpportunitiesScreen') },
    { path: '/opportunities/$id', load: () => import('./OpportunityScreen') },
  ],
  nav: [{ path: '/opportunities', label: 'nav.opportunities', icon: BriefcaseBusiness, section: 'main', order: 30 }],
  actions: [
    { id: 'go.opportunities', label: 'action.goOpportunities', group: 'go', icon: BriefcaseBusiness, keys: ['g o'], run: () => goTo('/opportunities') },
    createRecordAction('opportunity', { label: 'action.newOpportunity', icon: BriefcaseBusiness, keys: ['n o'] }),
    { id: 'board.toggle', label: 'action.boardToggle', group: 'view', icon: Columns3, keys: ['b'] },
  ],
};

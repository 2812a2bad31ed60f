import type { Feature } from '@/shared/feature';
import { accounts } from '@/features/accounts';
import { activities } from '@/features/activities';
import { contacts } from '@/features/contacts';
import { history } from '@/features/history';
import { imports } from '@/features/imports';
import { insight } from '@/features/insight';
import { jobs } from '@/features/jobs';
import { live } from '@/features/live';
import { calls } from '@/features/live/calls';
import { opportunities } from '@/features/opportunities';
import { search } from '@/features/search';
import { settings } from '@/features/settings';
import { shortcuts } from '@/features/shortcuts';
import { today } from '@/features/today';
import { trash } from '@/features/trash';
import { welcome } from '@/features/welcome';
import { appActions } from './actions';
import { records } from './records';

/** Every feature of the product. The only list: navigation, routes, actions and overlays are read from it. */
export const features: readonly Feature[] = [
  appActions, records, today, contacts, accounts, opportunities, activities, insight, live, calls, imports, history, trash, settings, search, shortcuts, jobs, welcome,
];

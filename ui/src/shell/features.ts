import type { Feature } from '@/shared/feature';
import { accounts } from '@/features/accounts';
import { activities } from '@/features/activities';
import { contacts } from '@/features/contacts';
import { imports } from '@/features/imports';
import { jobs } from '@/features/jobs';
import { opportunities } from '@/features/opportunities';
import { search } from '@/features/search';
import { shortcuts } from '@/features/shortcuts';
import { appActions } from './actions';
import { records } from './records';

/** Every feature of the product. The only list: navigation, routes, actions and overlays are read from it. */
export const features: readonly Feature[] = [appActions, records, contacts, accounts, opportunities, activities, imports, search, shortcuts, jobs];

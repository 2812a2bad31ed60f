import { FlaskConical } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { loadSample } from './sample';

/** The first run: where the first records come from. */
export const welcome: Feature = {
  name: 'welcome',
  routes: [{ path: '/welcome', load: () => import('./WelcomeScreen') }],
  actions: [{ id: 'sample.load', label: 'action.sample', group: 'app', icon: FlaskConical, run: () => void loadSample() }],
};

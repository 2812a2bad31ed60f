import type { Feature } from '@/shared/feature';
import { JobToasts } from './JobToasts';

/** Says when long work has ended, wherever the user is. */
export const jobs: Feature = { name: 'jobs', overlays: [JobToasts] };

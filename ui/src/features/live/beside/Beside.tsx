import { Suspense, lazy } from 'react';
import { useCall } from '@/api';
import { loadWords } from '@/shared/i18n';

const Companion = lazy(async () => (await Promise.all([import('./Companion'), loadWords(['calls', 'live', 'plots', 'sensing'])]))[0]);

/** What the mirror shows beside every screen; while it is off nothing of it is even loaded. */
export function Beside() {
  const on = useCall('sensing.status', {}).data?.enabled === true;
  return <Suspense>{on && <Companion />}</Suspense>;
}

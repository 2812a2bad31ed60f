import { Suspense, lazy } from 'react';
import type { Feature } from '@/shared/feature';
import { useNewRecordRequest } from '@/shared/records/newRecord';

const NewRecordDialog = lazy(() => import('@/shared/records/NewRecordDialog'));

/** Loaded when first wanted: most visits create nothing. */
function NewRecordOverlay() {
  const request = useNewRecordRequest();
  return <Suspense>{request && <NewRecordDialog />}</Suspense>;
}

/** What every kind of record has. */
export const records: Feature = { name: 'records', overlays: [NewRecordOverlay] };

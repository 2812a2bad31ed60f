import { Page } from '../ui';
import { kindLabel } from './kinds';

/** The page of one record. */
export function RecordScreen({ kind }: { kind: string }) {
  return <Page title={kindLabel(kind)}>{null}</Page>;
}

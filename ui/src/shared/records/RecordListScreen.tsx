import { Page } from '../ui';
import { kindsLabel } from './kinds';

/** The list of one kind. */
export function RecordListScreen({ kind }: { kind: string }) {
  return <Page title={kindsLabel(kind)}>{null}</Page>;
}

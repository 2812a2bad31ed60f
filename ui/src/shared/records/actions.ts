import type { LucideIcon } from 'lucide-react';
import type { Action } from '../actions';
import type { TextKey } from '../i18n';
import { openNewRecord } from './newRecord';

/** The action that opens the form for a new record of a kind. */
export function createRecordAction(kind: string, { label, icon, keys }: { label: TextKey; icon: LucideIcon; keys: readonly string[] }): Action {
  return { id: `${kind}.new`, label, icon, keys, group: 'create', run: () => openNewRecord(kind) };
}

import { ArrowRightLeft, CalendarDays, Check, FileText, Link2, ListChecks, ListFilter, Mail, PencilLine, Phone, Search, SquareArrowOutUpRight, SquareCheck, Table2, Tag, Trash2, Undo2, UserRound, X } from 'lucide-react';
import { Suspense, lazy } from 'react';
import type { Feature } from '@/shared/feature';
import { useConflict } from '@/shared/records/conflict';
import { useNewRecordRequest } from '@/shared/records/newRecord';

const ConflictDialog = lazy(() => import('@/shared/records/ConflictDialog'));
const NewRecordDialog = lazy(() => import('@/shared/records/NewRecordDialog'));

/** Loaded when first wanted: most visits create nothing. */
function NewRecordOverlay() {
  const request = useNewRecordRequest();
  return <Suspense>{request && <NewRecordDialog />}</Suspense>;
}

/** Loaded when two have changed the same. */
function ConflictOverlay() {
  const conflict = useConflict();
  return <Suspense>{conflict && <ConflictDialog />}</Suspense>;
}

/** What every kind of record has. */
export const records: Feature = {
  name: 'records',
  overlays: [NewRecordOverlay, ConflictOverlay],
  actions: [
    { id: 'record.open', label: 'action.recordOpen', group: 'record', icon: SquareArrowOutUpRight },
    { id: 'record.edit', label: 'action.recordEdit', group: 'record', icon: PencilLine },
    { id: 'record.move', label: 'action.recordMove', group: 'record', icon: ArrowRightLeft, keys: ['s'] },
    { id: 'record.related', label: 'action.recordRelated', group: 'record', icon: Link2 },
    { id: 'record.note', label: 'action.recordNote', group: 'record', icon: FileText, keys: ['w'] },
    { id: 'record.call', label: 'action.recordCall', group: 'record', icon: Phone, keys: ['l'] },
    { id: 'record.email', label: 'action.recordEmail', group: 'record', icon: Mail, keys: ['m'] },
    { id: 'record.meeting', label: 'action.recordMeeting', group: 'record', icon: CalendarDays },
    { id: 'record.task', label: 'action.recordTask', group: 'record', icon: Check, keys: ['t'] },
    { id: 'record.delete', label: 'action.recordDelete', group: 'record', icon: Trash2 },
    { id: 'record.restore', label: 'action.recordRestore', group: 'record', icon: Undo2 },
    { id: 'list.editMany', label: 'action.listEditMany', group: 'list', icon: PencilLine },
    { id: 'list.tagMany', label: 'action.listTagMany', group: 'list', icon: Tag },
    { id: 'list.assignMany', label: 'action.listAssignMany', group: 'list', icon: UserRound },
    { id: 'list.search', label: 'action.listSearch', group: 'list', icon: Search, keys: ['/'] },
    { id: 'list.filter', label: 'action.listFilter', group: 'list', icon: ListFilter, keys: ['f'] },
    { id: 'list.focus', label: 'action.listFocus', group: 'list', icon: Table2, keys: ['j'] },
    { id: 'list.open', label: 'action.listOpen', group: 'list', icon: SquareArrowOutUpRight, keys: ['o'] },
    { id: 'list.edit', label: 'action.listEdit', group: 'list', icon: PencilLine, keys: ['e'] },
    { id: 'list.toggle', label: 'action.listToggle', group: 'list', icon: SquareCheck, keys: ['x'] },
    { id: 'list.selectAll', label: 'action.listSelectAll', group: 'list', icon: ListChecks, keys: ['mod+a'] },
    { id: 'list.clear', label: 'action.listClear', group: 'list', icon: X, keys: ['escape'] },
    { id: 'list.delete', label: 'action.listDelete', group: 'list', icon: Trash2, keys: ['delete'] },
  ],
};

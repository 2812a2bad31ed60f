import type { Field, Kind, RecordData, Refs } from '@/api';
import { type Choice, useActionChoices, useActionContext, useActionHandler } from '../actions';
import { t } from '../i18n';
import { goTo } from '../navigation';
import { fieldLabel, recordTitle, useKinds } from './kinds';
import { rememberedName } from './names';
import type { ActivityType } from './page/Composer';

/** Kinds whose page takes notes of calls, meetings and the like. */
const TALKED_ABOUT = new Set(['contact', 'account', 'opportunity']);
/** Kinds that have a page of their own. */
export const PAGES: Record<string, string> = { contact: 'contacts', account: 'accounts', opportunity: 'opportunities', activity: 'activities' };

export function isTalkedAbout(kind: Kind): boolean {
  return TALKED_ABOUT.has(kind.name);
}

interface RecordActions {
  kind: Kind;
  /** The record on screen that is meant; none while there is none, or while several are selected. */
  record: RecordData | null;
  refs: Refs;
  /** Fields that can be edited where they stand, and how to begin. */
  editable: readonly Field[];
  edit: (field: Field) => void;
  remove: () => void;
  /** On the record's own page: it is open already, and notes are written there. */
  page?: { log: (type: ActivityType) => void; restore: () => void };
}

/** Offers what can be done with the record on screen to the palette, the menus and the keys. */
export function useRecordActions({ kind, record, refs, editable, edit, remove, page }: RecordActions): void {
  const kinds = useKinds();
  const there = record !== null && record.deleted_at === null;
  const path = `/${kind.plural}/${record?.id ?? ''}`;
  const log = page?.log ?? ((type: ActivityType) => goTo(path, { compose: type }));
  const talked = there && isTalkedAbout(kind);

  const related = (): Choice[] =>
    kind.fields.flatMap((field) => {
      const plural = field.reference ? PAGES[field.reference] : undefined;
      const id = record?.[field.name];
      if (!plural || typeof id !== 'string') return [];
      const name = refs[id]?.name ?? rememberedName(id) ?? '…';
      return [{ id: field.name, label: t('record.relatedNamed', { field: fieldLabel(field), name }), run: () => goTo(`/${plural}/${id}`) }];
    });

  useActionContext(record && kinds ? recordTitle(record, kind) : null, kind.name, record?.id);
  useActionHandler('record.open', () => goTo(path), there && !page && PAGES[kind.name] !== undefined);
  useActionChoices('record.edit', () => editable.map((field) => ({ id: field.name, label: fieldLabel(field), run: () => edit(field) })), there);
  useActionChoices('record.related', related, record !== null);
  useActionHandler('record.note', () => log('note'), talked);
  useActionHandler('record.call', () => log('call'), talked);
  useActionHandler('record.email', () => log('email'), talked);
  useActionHandler('record.meeting', () => log('meeting'), talked);
  useActionHandler('record.task', () => log('task'), talked);
  useActionHandler('record.delete', remove, there);
  useActionHandler('record.restore', () => page?.restore(), record !== null && !there && page !== undefined);
}

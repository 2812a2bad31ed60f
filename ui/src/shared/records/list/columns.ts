import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Field, Kind } from '@/api';
import type { Column } from '../../grid/types';
import { isNumeric } from '../fields/value';
import { isWritable, SYSTEM } from '../forms';
import { fieldLabel } from '../kinds';
import type { ListState } from './listState';
import type { Widths } from './widths';

const COLUMNS: Record<string, readonly string[]> = {
  contact: ['name', 'account', 'title', 'city', 'kind', 'tags', 'last_activity_at', 'owner'],
  account: ['name', 'type', 'industry', 'city', 'country', 'employees', 'annual_revenue', 'owner'],
  opportunity: ['name', 'account', 'stage', 'amount', 'probability', 'expected_close', 'owner'],
  activity: ['subject', 'type', 'contact', 'account', 'occurred_at', 'due_at', 'done_at', 'owner'],
};
const ORDERING: Record<string, readonly string[]> = { contact: ['name'], account: ['name'], opportunity: ['expected_close'], activity: ['-occurred_at'] };

const WIDTHS: Partial<Record<Field['type'], number>> = {
  reference: 156, select: 112, multi_select: 152, list: 152, integer: 104, decimal: 104, money: 136, currency: 96, instant: 128, date: 120, boolean: 80, email: 224, phone: 152, url: 200, long_text: 240,
};
const TITLE_WIDTH = 216;
const SHORT = new Set(['city', 'country', 'region', 'postal_code']);
const SHORT_WIDTH = 112;
const REST_MS = 300;

export function defaultColumns(kind: Kind): string[] {
  const wanted = COLUMNS[kind.name] ?? [kind.title, ...kind.fields.map((field) => field.name).filter((name) => name !== kind.title && !SYSTEM.has(name))].slice(0, 7);
  return wanted.filter((name) => kind.fields.some((field) => field.name === name));
}

export function defaultOrdering(kind: Kind): string[] {
  const wanted = ORDERING[kind.name] ?? [kind.title];
  return wanted.filter((entry) => kind.fields.some((field) => field.sortable && field.name === entry.replace(/^-/, '')));
}

/** The columns as they are drawn. A width being dragged shows at once and is kept when the hand has come to rest. */
export function useColumns(kind: Kind, { columns: names, widths, view, set }: Pick<ListState, 'columns' | 'widths' | 'view' | 'set'>): { columns: Column[]; resize: (name: string, width: number) => void } {
  const [dragged, setDragged] = useState<Widths>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const kept = JSON.stringify([view?.id, widths]);
  const [keptIn, setKeptIn] = useState(kept);
  if (keptIn !== kept) {
    setKeptIn(kept);
    setDragged({});
  }
  const key = names.join();
  const columns = useMemo(
    () =>
      key.split(',').flatMap((name): Column[] => {
        const field = kind.fields.find((candidate) => candidate.name === name);
        if (!field) return [];
        const title = name === kind.title;
        return [
          {
            field,
            label: fieldLabel(field),
            width: dragged[name] ?? widths[name] ?? (title ? TITLE_WIDTH : defaultWidth(field)),
            numeric: isNumeric(field),
            sortable: field.sortable,
            title,
            editable: isWritable(field) || (name === 'owner' && !field.read_only),
          },
        ];
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- `kept` stands for the widths by value
    [kind, key, kept, dragged],
  );
  const latest = useRef({ widths, set });
  useEffect(() => {
    latest.current = { widths, set };
  });
  const resize = useCallback(
    (name: string, width: number) =>
      setDragged((before) => {
        const next = { ...before, [name]: width };
        clearTimeout(timer.current);
        timer.current = setTimeout(() => latest.current.set({ widths: { ...latest.current.widths, ...next } }), REST_MS);
        return next;
      }),
    [],
  );
  return { columns, resize };
}

function defaultWidth(field: Field): number {
  if (field.name === 'owner') return 136;
  return SHORT.has(field.name) ? SHORT_WIDTH : (WIDTHS[field.type] ?? 144);
}

import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Condition, type Filter, type Kind, type ListQuery, type RecordData, useCall } from '@/api';
import { defaultColumns, defaultOrdering } from './columns';
import { type Widths, useOwnWidths } from './widths';

/** Rows and columns, or columns of cards. */
export type Shape = 'table' | 'board';

/** What a list shows, as it stands in the address: what differs from the view that is open. */
interface Address {
  view?: string;
  /** `null` when the view has a filter and the user took it away. */
  filter?: Filter | null;
  sort?: string[];
  cols?: string[];
  /** Widths of columns, in pixels. */
  w?: Widths;
  q?: string;
  shape?: Shape;
  /** Whose stages the board shows. */
  pipeline?: string;
}

/** What a saved view keeps. */
export interface ViewQuery {
  filter?: Filter | null;
  ordering?: string[];
  columns?: string[];
  widths?: Widths;
  search?: string;
  pipeline?: string;
}

export interface ListState {
  query: ListQuery;
  columns: string[];
  widths: Widths;
  shape: Shape;
  pipeline: string | undefined;
  conditions: Condition[];
  /** A filter that chips cannot show: nested, or joined by "or". */
  advanced: Filter | null;
  view: RecordData | undefined;
  views: readonly RecordData[];
  /** Whether something differs from the open view. */
  changed: boolean;
  set: (change: Change) => void;
  openView: (id: string | null) => void;
  reset: () => void;
}

interface Change {
  conditions?: Condition[];
  advanced?: null;
  ordering?: string[];
  columns?: string[];
  widths?: Widths;
  search?: string;
  shape?: Shape;
  pipeline?: string;
}

/** Kinds that are a board unless one says otherwise. */
const BOARDS: ReadonlySet<string> = new Set(['opportunity']);
/** What of the address can differ from the open view. */
const DIFFERENCES: readonly (keyof Address)[] = ['filter', 'sort', 'cols', 'w', 'q', 'shape', 'pipeline'];

/** Filter, sort, columns and view of a list live in the address: going back, sharing and reloading keep them. */
export function useListState(kind: Kind): ListState {
  const address = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const all = useCall('views.list', { ordering: ['position', 'name'], limit: 50 });
  const views = useMemo(() => all.data?.items.filter((view) => view['kind'] === kind.name) ?? [], [all.data, kind.name]);
  const view = views.find(({ id }) => id === address.view);
  const saved = view?.['query'] as ViewQuery | null | undefined;

  const filter = (address.filter === undefined ? saved?.filter : address.filter) ?? null;
  const ordering = address.sort ?? saved?.ordering ?? defaultOrdering(kind);
  const columns = known(kind, address.cols ?? saved?.columns) ?? defaultColumns(kind);
  const search = address.q ?? saved?.search ?? '';
  const own = useOwnWidths(kind.name);
  const widths = address.w ?? saved?.widths ?? own.widths;
  const usual: Shape = view ? (view['shape'] === 'board' ? 'board' : 'table') : BOARDS.has(kind.name) ? 'board' : 'table';
  const shape = address.shape ?? usual;
  const pipeline = address.pipeline ?? saved?.pipeline;

  const write = useCallback(
    (change: { [K in keyof Address]?: Address[K] | undefined }, replace = true) => {
      void navigate({ to: '.', replace, search: ((before: Address) => strip({ ...before, ...change })) as never });
    },
    [navigate],
  );

  const key = JSON.stringify([filter, ordering, columns, search, widths, shape, pipeline]);
  return useMemo(() => {
    const { conditions, advanced } = split(filter);
    return {
      query: { filter: filter ?? undefined, ordering, search: search || undefined },
      columns,
      widths,
      shape,
      pipeline,
      conditions,
      advanced,
      view,
      views,
      changed: DIFFERENCES.some((name) => address[name] !== undefined),
      set(change) {
        const next: Address = {};
        if (change.conditions || change.advanced === null) next.filter = join(change.conditions ?? conditions, change.advanced === null ? null : advanced);
        if (change.ordering) next.sort = change.ordering;
        if (change.columns) next.cols = change.columns;
        if (change.search !== undefined) next.q = change.search;
        if (change.pipeline) next.pipeline = change.pipeline;
        // Without a view, widths are the user's own; in one, they are a difference that can be saved into it.
        if (change.widths && view) next.w = change.widths;
        else if (change.widths) own.save(change.widths);
        // Another shape is another look at the same: one goes back from it.
        if (change.shape) write({ shape: change.shape === usual ? undefined : change.shape }, false);
        else if (Object.keys(next).length > 0) write(next);
      },
      openView: (id) => void navigate({ to: '.', search: (id ? { view: id } : shapeOnly(kind, shape)) as never }),
      reset: () => void navigate({ to: '.', search: (address.view ? { view: address.view } : {}) as never }),
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `key` stands for what is asked and how it is shown, by value
  }, [key, view, views, address, write, navigate, own.save]);
}

/** All records, looked at as before. */
function shapeOnly(kind: Kind, shape: Shape): Address {
  return shape === (BOARDS.has(kind.name) ? 'board' : 'table') ? {} : { shape };
}

function strip(address: Address): Address {
  const kept = { ...address };
  if (!kept.view && kept.filter === null) delete kept.filter;
  if (!kept.view && kept.q === '') delete kept.q;
  return kept;
}

function known(kind: Kind, columns: string[] | undefined): string[] | undefined {
  const found = columns?.filter((name) => kind.fields.some((field) => field.name === name));
  return found?.length ? found : undefined;
}

/** Chips show conditions joined by "and"; anything else is kept whole. */
export function split(filter: Filter | null): { conditions: Condition[]; advanced: Filter | null } {
  if (!filter) return { conditions: [], advanced: null };
  if ('field' in filter) return { conditions: [filter], advanced: null };
  if ('and' in filter) {
    const conditions = filter.and.filter((part): part is Condition => 'field' in part);
    const rest = filter.and.filter((part) => !('field' in part));
    return { conditions, advanced: rest.length === 0 ? null : rest.length === 1 ? rest[0]! : { and: rest } };
  }
  return { conditions: [], advanced: filter };
}

export function join(conditions: readonly Condition[], advanced: Filter | null): Filter | null {
  const parts: Filter[] = [...conditions, ...(advanced ? [advanced] : [])];
  return parts.length === 0 ? null : parts.length === 1 ? parts[0]! : { and: parts };
}

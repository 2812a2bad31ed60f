import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Condition, type Filter, type Kind, type ListQuery, type RecordData, useCall } from '@/api';
import { defaultColumns, defaultOrdering } from './columns';

/** What a list shows, as it stands in the address: what differs from the view that is open. */
interface Address {
  view?: string;
  /** `null` when the view has a filter and the user took it away. */
  filter?: Filter | null;
  sort?: string[];
  cols?: string[];
  q?: string;
}

/** What a saved view keeps. */
export interface ViewQuery {
  filter?: Filter | null;
  ordering?: string[];
  columns?: string[];
  search?: string;
}

export interface ListState {
  query: ListQuery;
  columns: string[];
  conditions: Condition[];
  /** A filter that chips cannot show: nested, or joined by "or". */
  advanced: Filter | null;
  view: RecordData | undefined;
  views: readonly RecordData[];
  /** Whether something differs from the open view. */
  changed: boolean;
  set: (change: { conditions?: Condition[]; advanced?: null; ordering?: string[]; columns?: string[]; search?: string }) => void;
  openView: (id: string | null) => void;
  reset: () => void;
}

/** Filter, sort, columns and view of a list live in the address: going back, sharing and reloading keep them. */
export function useListState(kind: Kind): ListState {
  const address = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const all = useCall('views.list', { ordering: ['position', 'name'], limit: 50 });
  const views = useMemo(() => all.data?.items.filter((view) => view['kind'] === kind.name && view['shape'] !== 'board') ?? [], [all.data, kind.name]);
  const view = views.find(({ id }) => id === address.view);
  const saved = view?.['query'] as ViewQuery | null | undefined;

  const filter = (address.filter === undefined ? saved?.filter : address.filter) ?? null;
  const ordering = address.sort ?? saved?.ordering ?? defaultOrdering(kind);
  const columns = known(kind, address.cols ?? saved?.columns) ?? defaultColumns(kind);
  const search = address.q ?? saved?.search ?? '';

  const write = useCallback(
    (change: Address, replace = true) => {
      void navigate({ to: '.', replace, search: ((before: Address) => strip({ ...before, ...change })) as never });
    },
    [navigate],
  );

  const key = JSON.stringify([filter, ordering, columns, search]);
  return useMemo(() => {
    const { conditions, advanced } = split(filter);
    return {
      query: { filter: filter ?? undefined, ordering, search: search || undefined },
      columns,
      conditions,
      advanced,
      view,
      views,
      changed: ['filter', 'sort', 'cols', 'q'].some((name) => address[name as keyof Address] !== undefined),
      set(change) {
        const next: Address = {};
        if (change.conditions || change.advanced === null) next.filter = join(change.conditions ?? conditions, change.advanced === null ? null : advanced);
        if (change.ordering) next.sort = change.ordering;
        if (change.columns) next.cols = change.columns;
        if (change.search !== undefined) next.q = change.search;
        write(next);
      },
      openView: (id) => void navigate({ to: '.', search: (id ? { view: id } : {}) as never }),
      reset: () => void navigate({ to: '.', search: (address.view ? { view: address.view } : {}) as never }),
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `key` stands for filter, ordering, columns and search by value
  }, [key, view, views, address, write, navigate]);
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

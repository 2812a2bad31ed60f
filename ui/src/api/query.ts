import { QueryClient, type UseQueryResult, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type Input, type OperationName, type Output, call, callByName } from './client';
import type { ApiError } from './errors';
import type { DependsOn } from './live';
import type { Refs } from './records';

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The live feed says when something is stale; the core is on this machine, so a failure is not a hiccup.
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Kinds whose lists name no other record; everything else shows names that may change elsewhere. */
const SELF_CONTAINED: Record<string, DependsOn> = {
  kinds: [],
  views: ['view'],
  settings: ['setting'],
  users: ['user'],
  pipelines: ['pipeline'],
  stages: ['stage', 'pipeline'],
};

/** What an operation's answer depends on, told by its name. */
export function dependsOn(name: string): DependsOn {
  return SELF_CONTAINED[name.slice(0, name.indexOf('.'))] ?? 'all';
}

interface Options {
  enabled?: boolean;
  /** Show the former answer while the next one is on its way (search as you type, paging). */
  keep?: boolean;
  /** Ask again after so many milliseconds, for what no feed tells of. */
  every?: number;
}

/** Asks an operation and keeps the answer fresh by the live feed. */
export function useCall<N extends OperationName>(name: N, input: Input<N>, options: Options = {}): UseQueryResult<Output<N>, ApiError> {
  return useQuery<Output<N>, ApiError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input, signal),
    meta: { kinds: dependsOn(name) },
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** As `useCall`, for operations whose name is put together at run time. */
export function useCallByName<T>(name: string, input: object, options: Options = {}): UseQueryResult<T, ApiError> {
  return useQuery<T, ApiError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => callByName<T>(name, input, signal),
    meta: { kinds: dependsOn(name) },
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

interface Page<T> {
  items: T[];
  refs?: Refs;
  next: string | null;
}

/** Everything loaded so far of a list that goes on by cursor. */
export interface Pages<T> {
  data: { items: T[]; refs: Refs } | undefined;
  error: ApiError | null;
  isPending: boolean;
  refetch: () => unknown;
  /** Loads the next page; undefined when there is none. */
  more: (() => void) | undefined;
  loadingMore: boolean;
}

/** Asks a list page by page, keeping what is loaded fresh by the live feed. */
export function usePages<T>(name: string, input: object, options: Options = {}): Pages<T> {
  const query = useInfiniteQuery<Page<T>, ApiError, { items: T[]; refs: Refs }, readonly unknown[], string | undefined>({
    queryKey: [name, input, 'pages'],
    queryFn: ({ pageParam, signal }) => callByName<Page<T>>(name, pageParam ? { ...input, cursor: pageParam } : input, signal),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    select: mergePages,
    meta: { kinds: dependsOn(name) },
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
  return {
    data: query.data,
    error: query.error,
    isPending: query.isPending,
    refetch: query.refetch,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loadingMore: query.isFetchingNextPage,
  };
}

function mergePages<T>({ pages }: { pages: Page<T>[] }): { items: T[]; refs: Refs } {
  return { items: pages.flatMap((page) => page.items), refs: Object.assign({}, ...pages.map((page) => page.refs ?? {})) as Refs };
}

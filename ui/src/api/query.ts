import { QueryClient, type UseQueryResult, keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Input, type OperationName, type Output, call } from './client';
import type { ApiError } from './errors';
import type { DependsOn } from './live';

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
  app: [],
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
}

/** Asks an operation and keeps the answer fresh by the live feed. */
export function useCall<N extends OperationName>(name: N, input: Input<N>, options: Options = {}): UseQueryResult<Output<N>, ApiError> {
  return useQuery<Output<N>, ApiError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input, signal),
    meta: { kinds: dependsOn(name) },
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

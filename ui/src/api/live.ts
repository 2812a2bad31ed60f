import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { transport } from './client';
import type { JobState, LiveEvent } from './transport';

/** What a query depends on: kinds of records, or everything. Kept in each query's `meta`. */
export type DependsOn = readonly string[] | 'all';

export interface KindChange {
  kind: string;
  ids: readonly string[];
  count: number;
  origin: string;
}

type ChangeListener = (changes: readonly KindChange[]) => void;
type JobListener = (job: JobState) => void;

const changeListeners = new Set<ChangeListener>();
const jobListeners = new Set<JobListener>();

/** Commits come faster than eyes: during an import, many a second. One refresh takes them together. */
const QUIET_MS = 60;
const BUSY_MS = 700;

const awayListeners = new Set<() => void>();
let away = false;

/** Whether the core is out of reach just now. */
export function useAway(): boolean {
  return useSyncExternalStore(
    (listener) => {
      awayListeners.add(listener);
      return () => awayListeners.delete(listener);
    },
    () => away,
  );
}

function setAway(next: boolean): void {
  if (next === away) return;
  away = next;
  for (const listener of awayListeners) listener();
}

export function onChanges(listener: ChangeListener): () => void {
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}

export function onJob(listener: JobListener): () => void {
  jobListeners.add(listener);
  return () => jobListeners.delete(listener);
}

/** Joins the live feed to the query cache: a change of a kind makes stale what was asked about that kind. */
export function followChanges(client: QueryClient): () => void {
  let pending = new Map<string, KindChange>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastFlush = 0;
  let greeted = false;

  const flush = () => {
    timer = undefined;
    lastFlush = Date.now();
    const changes = [...pending.values()];
    pending = new Map();
    refresh(client, changes);
    for (const listener of changeListeners) listener(changes);
  };

  const stop = transport().listen((event: LiveEvent) => {
    if (event.type === 'job') {
      for (const listener of jobListeners) listener(event.job);
      void client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('jobs.') });
    } else if (event.type === 'changes') {
      for (const [kind, { ids, count }] of Object.entries(event.kinds)) {
        const before = pending.get(kind);
        pending.set(kind, {
          kind,
          ids: before ? [...before.ids, ...ids] : ids,
          count: (before?.count ?? 0) + count,
          origin: event.origin,
        });
      }
      timer ??= setTimeout(flush, Date.now() - lastFlush < BUSY_MS ? BUSY_MS : QUIET_MS);
    } else if (event.type === 'away') {
      setAway(true);
    } else {
      setAway(false);
      // A second hello means the feed was away and may have missed commits.
      if (greeted) void client.invalidateQueries();
      greeted = true;
    }
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function refresh(client: QueryClient, changes: readonly KindChange[]): void {
  const kinds = new Set(changes.map((change) => change.kind));
  void client.invalidateQueries({
    predicate: (query) => {
      const depends = query.meta?.['kinds'] as DependsOn | undefined;
      return depends === 'all' || (depends?.some((kind) => kinds.has(kind)) ?? false);
    },
  });
}

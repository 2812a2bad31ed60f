import { useQuery } from '@tanstack/react-query';
import { type ListPage, type Refs, callByName, dependsOn } from '@/api';
import { useKinds } from './kinds';

/** The names of records that are known only by id: old values in a history. */
export function useRefsOf(kindName: string | null, values: readonly unknown[]): Refs {
  const kind = useKinds()?.find(({ name }) => name === kindName);
  const ids = [...new Set(values.filter((value): value is string => typeof value === 'string'))].toSorted();
  const found = useQuery({
    queryKey: ['names', kindName, ids],
    queryFn: ({ signal }) => callByName<ListPage>(`${kind!.plural}.list`, { filter: { field: 'id', op: 'in', value: ids }, limit: ids.length }, signal),
    enabled: kind !== undefined && ids.length > 0,
    meta: { kinds: dependsOn('search.all') },
  });
  return Object.fromEntries((found.data?.items ?? []).map((record) => [record.id, { kind: kindName ?? '', name: String(record[kind?.title ?? ''] ?? '') }]));
}

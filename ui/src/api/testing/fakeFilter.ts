import type { Filter, RecordData } from '../records';

type Find = (id: string) => RecordData | undefined;

/** Whether a record fits a filter; as much of the grammar as the screen itself writes. */
export function matches(record: RecordData, filter: Filter | undefined, find: Find): boolean {
  if (!filter) return true;
  if ('and' in filter) return filter.and.every((part) => matches(record, part, find));
  if ('or' in filter) return filter.or.some((part) => matches(record, part, find));
  if ('not' in filter) return !matches(record, filter.not, find);
  if ('search' in filter) return JSON.stringify(record).toLowerCase().includes(filter.search.toLowerCase());
  const value = valueAt(record, filter.field.split('.'), find);
  const wanted = resolve(filter.value);
  switch (filter.op) {
    case 'eq':
      return Array.isArray(value) ? value.includes(wanted) : value === wanted;
    case 'ne':
      return value !== wanted;
    case 'gt':
      return value !== null && (value as string) > (wanted as string);
    case 'gte':
      return value !== null && (value as string) >= (wanted as string);
    case 'lt':
      return value !== null && (value as string) < (wanted as string);
    case 'lte':
      return value !== null && (value as string) <= (wanted as string);
    case 'in':
      return (wanted as unknown[]).includes(value);
    case 'contains':
    case 'icontains':
      return String(value ?? '').toLowerCase().includes(String(wanted).toLowerCase());
    case 'startswith':
      return String(value ?? '').toLowerCase().startsWith(String(wanted).toLowerCase());
    case 'isnull':
      return (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) === wanted;
    case 'range': {
      const [low, high] = wanted as [string, string];
      return String(value) >= String(low) && String(value) <= String(high);
    }
  }
}

function valueAt(record: RecordData | undefined, path: readonly string[], find: Find): unknown {
  const value = record?.[path[0]!] ?? null;
  return path.length === 1 ? value : valueAt(find(String(value)), path.slice(1), find);
}

function resolve(value: unknown): unknown {
  const relative = typeof value === 'string' ? /^today(?:([+-]\d+)d)?$/.exec(value) : null;
  return relative ? new Date(Date.now() + Number(relative[1] ?? 0) * 86_400_000).toISOString() : value;
}

export type Direction = 'ascending' | 'descending';

export function directionOf(ordering: readonly string[], name: string): Direction | undefined {
  if (ordering.includes(name)) return 'ascending';
  return ordering.includes(`-${name}`) ? 'descending' : undefined;
}

/** Sorts by a column: alone, or (with Shift) after what is sorted by already. Null takes the column out. */
export function orderBy(ordering: readonly string[], name: string, direction: Direction | null, add: boolean): string[] {
  const entry = direction === null ? [] : [direction === 'descending' ? `-${name}` : name];
  if (!add) return entry;
  const place = ordering.findIndex((other) => other === name || other === `-${name}`);
  if (place < 0) return [...ordering, ...entry];
  return ordering.toSpliced(place, 1, ...entry);
}

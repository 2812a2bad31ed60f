import type { Field, Kind } from '@/api';

/** What a new record of a kind is mostly given at once; the rest is one click away. */
const FEW: Record<string, readonly string[]> = {
  contact: ['first_name', 'last_name', 'email', 'mobile', 'account', 'title', 'kind', 'source'],
  account: ['name', 'domain', 'type', 'industry', 'phone', 'city', 'country'],
  opportunity: ['name', 'account', 'contact', 'amount', 'currency', 'stage', 'expected_close', 'next_step'],
  activity: ['type', 'subject', 'contact', 'account', 'due_at', 'occurred_at', 'duration_minutes', 'body'],
};

/** Fields a user can fill in, those asked first apart from the others. */
export function shortForm(kind: Kind): { few: Field[]; rest: Field[] } {
  const writable = kind.fields.filter(isWritable);
  const wanted = FEW[kind.name] ?? writable.map((field) => field.name);
  const few = wanted.flatMap((name) => writable.find((field) => field.name === name) ?? []);
  for (const field of writable) if (field.required && !few.includes(field)) few.push(field);
  return { few, rest: writable.filter((field) => !few.includes(field)) };
}

export function isWritable(field: Field): boolean {
  return !field.read_only && !field.hidden && field.type !== 'json' && !SYSTEM.has(field.name);
}

/** Fields that the product keeps for itself and shows apart. */
export const SYSTEM: ReadonlySet<string> = new Set(['id', 'revision', 'owner', 'scope', 'created_at', 'updated_at', 'deleted_at', 'custom', 'position']);

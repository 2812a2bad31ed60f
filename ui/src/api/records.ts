/** The shapes that every kind of record shares on the wire; the generated types describe each kind itself. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface RecordData {
  id: string;
  revision: string;
  owner: string | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  [field: string]: unknown;
}

/** Names of records that others point at, so that a list needs no second question. */
export type Refs = Record<string, { kind: string; name: string }>;

export interface ListPage {
  items: RecordData[];
  refs: Refs;
  next: string | null;
  count: Count | null;
}

export interface Count {
  value: number;
  exact: boolean;
}

export type FieldType =
  | 'text' | 'long_text' | 'integer' | 'decimal' | 'money' | 'currency' | 'boolean' | 'date' | 'instant' | 'select'
  | 'multi_select' | 'list' | 'email' | 'phone' | 'url' | 'reference' | 'json';

export interface FieldOption {
  value: string;
  hue?: number | null;
}

export interface Field {
  name: string;
  type: FieldType;
  required: boolean;
  read_only: boolean;
  /** Kept by the product itself and shown to nobody. */
  hidden?: boolean;
  sortable: boolean;
  /** For money: the field that holds its currency. */
  currency?: string | null;
  group?: string | null;
  options?: FieldOption[] | null;
  reference?: string | null;
  max?: number | null;
  minimum?: number | null;
  maximum?: number | null;
}

export interface Kind {
  name: string;
  plural: string;
  title: string;
  subtitle?: string | null;
  /** Belongs to one person: no owner to choose. */
  personal?: boolean;
  searchable?: boolean;
  fields: Field[];
}

export type FilterOp = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'contains' | 'icontains' | 'startswith' | 'isnull' | 'range';

export interface Condition {
  field: string;
  op: FilterOp;
  value: unknown;
}

export type Filter = Condition | { and: Filter[] } | { or: Filter[] } | { not: Filter } | { search: string };

/** What a list asks for, apart from which rows. */
export interface ListQuery {
  filter?: Filter | undefined;
  search?: string | undefined;
  ordering?: string[] | undefined;
  trash?: boolean | undefined;
}

/** Which records a bulk command is for: these, or all that the filter finds except some. */
export type Target = { ids: string[] } | { filter?: Filter | undefined; search?: string | undefined; except?: string[]; trash?: boolean | undefined };

export interface StepResult {
  changed: number;
  step: string;
}

export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

export interface Change {
  step: string;
  seq: number;
  at: string;
  /** The user's id; the name is among the refs of the answer. */
  actor: string;
  origin: string;
  operation: string;
  kind: string;
  record: string;
  action: 'create' | 'update' | 'trash' | 'restore' | 'remove' | 'purge';
  fields: FieldChange[];
}

export interface ChangePage {
  items: Change[];
  refs: Refs;
  next: string | null;
}

/** A change of the record, or another record that happened to it: a call, a meeting, a deal. */
export type TimelineItem = { type: 'change'; at: string; change: Change } | { type: 'record'; at: string; kind: string; record: RecordData };

export interface StepItem {
  id: string;
  at: string;
  actor: string;
  operation: string;
  origin: string;
  mode: 'do' | 'undo' | 'redo';
  label: { kind: string | null; name: string | null; fields: string[]; count: number };
  undoable: boolean;
  undone: boolean;
  undo_of?: string | null;
}

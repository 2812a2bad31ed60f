import { type Kind, type StepResult, callByName } from '@/api';
import { fieldLabel } from '@/shared/records/kinds';
import { isWritable } from '@/shared/records/forms';

export type Outcome = 'new' | 'update' | 'duplicate' | 'error' | 'skip';
export const OUTCOMES: readonly Outcome[] = ['new', 'update', 'duplicate', 'error', 'skip'];

export type Mode = 'create' | 'update' | 'both';

/** One column of the file, and the field it goes to. */
export interface ImportColumn {
  index: number;
  header: string;
  samples: string[];
  target: string | null;
  confidence?: number | null;
}

export type Totals = Partial<Record<Outcome, number>> & { rows?: number };

/** A file on its way into the product: what it is, where its columns go, and how far it has come. */
export interface Import {
  id: string;
  file_name: string;
  bytes: number;
  encoding: string;
  delimiter: string;
  has_header: boolean;
  source: string;
  kind: string;
  columns: ImportColumn[];
  mode: Mode;
  match_on: string | null;
  keep_unmapped: boolean;
  state: string;
  totals?: Totals | null;
  job?: string | null;
  created_at?: string;
  step?: string | null;
}

/** What happens, or happened, to one row. */
export interface ImportRow {
  row: number;
  outcome: Outcome;
  reason?: string | null;
  field?: string | null;
  values?: Record<string, unknown>;
  match?: { id: string; name: string } | null;
}

export type Settings = Partial<Pick<Import, 'kind' | 'columns' | 'mode' | 'match_on' | 'keep_unmapped' | 'has_header'>>;

/** What may be opened. */
export const EXTENSIONS = ['csv', 'tsv', 'txt', 'vcf'] as const;

/** The stages of an import as the screen shows them. */
export type Phase = 'setup' | 'running' | 'finished';

export function phaseOf({ state }: Pick<Import, 'state'>): Phase {
  if (state === 'running' || state === 'queued') return 'running';
  return ['done', 'finished', 'failed', 'cancelled', 'reverted'].includes(state) ? 'finished' : 'setup';
}

export function configure(id: string, settings: Settings): Promise<Import> {
  const { columns, ...rest } = settings;
  return callByName<Import>('imports.configure', {
    id,
    ...rest,
    ...(columns ? { columns: columns.map(({ index, target }) => ({ index, target })) } : {}),
  });
}

export function revert(id: string): Promise<StepResult> {
  return callByName<StepResult>('imports.revert', { id });
}

/** Where a column may go: the fields a user can fill, by name. */
export function targetsOf(kind: Kind): { value: string; label: string }[] {
  return kind.fields.filter(isWritable).map((field) => ({ value: field.name, label: fieldLabel(field) }));
}

/** Fields by which an existing record may be recognised. */
const MATCHES: Record<string, readonly string[]> = {
  contact: ['email', 'phone', 'mobile', 'name', 'linkedin'],
  account: ['domain', 'name', 'website'],
};

export function matchesOf(kind: Kind): readonly string[] {
  const wanted = MATCHES[kind.name] ?? [kind.title];
  return wanted.filter((name) => kind.fields.some((field) => field.name === name));
}

/** Fields that two columns want: only one of them can have it. */
export function doubled(columns: readonly ImportColumn[], kind: Kind): Set<string> {
  const many = new Set(kind.fields.filter((field) => field.type === 'list' || field.type === 'long_text').map((field) => field.name));
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { target } of columns) {
    if (target === null || many.has(target)) continue;
    if (seen.has(target)) twice.add(target);
    seen.add(target);
  }
  return twice;
}

/** How many rows will be written. */
export function written(totals: Totals | null | undefined): number {
  return (totals?.new ?? 0) + (totals?.update ?? 0);
}

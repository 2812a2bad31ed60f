import { type Kind, type Output, callByName } from '@/api';
import { hasText, t, tDynamic } from '@/shared/i18n';
import { fieldLabel, humanise, kindLabel } from '@/shared/records/kinds';

export type Outcome = 'new' | 'update' | 'unchanged' | 'duplicate' | 'error' | 'skip';
export const OUTCOMES: readonly Outcome[] = ['new', 'update', 'unchanged', 'duplicate', 'error', 'skip'];

export type Mode = 'create' | 'update' | 'both';

/** One column of the file, and the field it goes to. */
export interface ImportColumn {
  index: number;
  header: string;
  samples: string[];
  target: string | null;
  confidence?: number | null;
  /** Set where the column holds dates that can be read in two ways. */
  date_order?: DateOrder | null;
}

export type DateOrder = 'day_first' | 'month_first' | 'either';

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
  tags: string[];
  /** Everything a column can go to, and what of it takes several columns. */
  targets: string[];
  several: string[];
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
  code?: string | null;
  field?: string | null;
  /** What goes into the words for `code`. */
  args?: Record<string, unknown>;
  values?: Record<string, unknown>;
  match?: { id: string; name: string } | null;
}

export type Settings = Partial<Pick<Import, 'kind' | 'columns' | 'mode' | 'match_on' | 'keep_unmapped' | 'has_header' | 'tags'>>;

/** What may be opened. */
export const EXTENSIONS = ['csv', 'tsv', 'txt', 'vcf'] as const;

/** The stages of an import as the screen shows them. */
export type Phase = 'setup' | 'running' | 'finished';

export function phaseOf({ state }: Pick<Import, 'state'>): Phase {
  if (state === 'running') return 'running';
  return state === 'open' ? 'setup' : 'finished';
}

export function configure(id: string, settings: Settings): Promise<Import> {
  const { columns, ...rest } = settings;
  return callByName<Import>('imports.configure', {
    id,
    ...rest,
    ...(columns ? { columns: columns.map(({ index, target, date_order }) => ({ index, target, date_order: date_order ?? null })) } : {}),
  });
}

type Undone = Output<'steps.undo'>;

export function revert(id: string): Promise<Undone> {
  return callByName<Undone>('imports.revert', { id });
}

/** Where a column may go, in words; a related record's field is named with its kind. */
export function targetsOf(entry: Import, kind: Kind, kinds: readonly Kind[]): { value: string; label: string; hint?: string }[] {
  return entry.targets.map((value) => {
    const [related, name] = value.includes('.') ? (value.split('.') as [string, string]) : [null, value];
    const label = targetLabel(name, related ? kinds.find((candidate) => candidate.name === related) : kind);
    return related ? { value, label: t('import.related', { kind: kindLabel(related), field: label }) } : { value, label };
  });
}

function targetLabel(name: string, kind: Kind | undefined): string {
  const field = kind?.fields.find((candidate) => candidate.name === name);
  if (field) return fieldLabel(field);
  return hasText(`import.target.${name}`) ? tDynamic(`import.target.${name}`, name) : fieldLabel({ name }) || humanise(name);
}

/** By what a row of a kind may be recognised. */
const MATCHES: Record<string, readonly string[]> = {
  contact: ['email', 'name_account', 'name', 'phone', 'mobile', 'linkedin', 'id', 'none'],
  account: ['domain', 'name', 'website', 'phone', 'id', 'none'],
  opportunity: ['name_account', 'name', 'id', 'none'],
};

export function matchesOf(entry: Import): readonly string[] {
  const known = MATCHES[entry.kind] ?? ['name', 'id', 'none'];
  return entry.match_on && !known.includes(entry.match_on) ? [...known, entry.match_on] : known;
}

/** Fields that two columns want, where only one of them can have it. */
export function doubled(columns: readonly ImportColumn[], several: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { target } of columns) {
    if (target === null || several.includes(target)) continue;
    if (seen.has(target)) twice.add(target);
    seen.add(target);
  }
  return twice;
}

/** How many rows will be written. */
export function written(totals: Totals | null | undefined): number {
  return (totals?.new ?? 0) + (totals?.update ?? 0);
}

import type { Count, Filter, Json, Kind, ListPage, RecordData, Refs, StepItem, StepResult, Target, TimelineItem, ChangePage } from './records';
import type { JobState } from './transport';

interface ListInput {
  filter?: Filter; search?: string; ordering?: string[]; limit?: number; cursor?: string; offset?: number; count?: number;
  fields?: string[]; trash?: boolean;
}
interface CountInput { filter?: Filter; search?: string; trash?: boolean; cap?: number }
interface Undone { step: string; operation: string; changed: number; skipped: number }
type Fields = Record<string, unknown>;

type Generic<P extends string> = {
  [K in `${P}.list`]: { input: ListInput; output: ListPage };
} & { [K in `${P}.count`]: { input: CountInput; output: Count } } & {
  [K in `${P}.get`]: { input: { id: string }; output: { record: RecordData; refs: Refs } };
} & { [K in `${P}.create`]: { input: Fields; output: RecordData } } & {
  [K in `${P}.update`]: { input: { id: string; if_match?: string } & Fields; output: RecordData };
} & { [K in `${P}.delete` | `${P}.restore` | `${P}.purge`]: { input: { id: string }; output: StepResult } } & {
  [K in `${P}.bulk_delete` | `${P}.bulk_restore`]: { input: { target: Target }; output: StepResult };
} & { [K in `${P}.bulk_update`]: { input: { target: Target; set: Fields }; output: StepResult } } & {
  [K in `${P}.history`]: { input: { id: string; limit?: number; cursor?: string }; output: ChangePage };
};

interface SystemOperations {
  'app.status': {
    input: Record<string, never>;
    output: {
      version: string; protection: { key: string; cipher: string; sentence: string }; database: string; device: string;
      owner: { id: string; name: string }; empty: boolean; workspace?: string;
    };
  };
  'kinds.list': { input: Record<string, never>; output: { items: Kind[] } };
  'search.all': {
    input: { q: string; kinds?: string[]; limit?: number };
    output: { hits: { kind: string; id: string; title: string; subtitle: string | null; badge?: string | null }[]; more: boolean };
  };
  'timeline.list': {
    input: { record?: string; limit?: number; cursor?: string };
    output: { items: TimelineItem[]; refs: Refs; next: string | null };
  };
  'steps.list': { input: { limit?: number; cursor?: string }; output: { items: StepItem[]; next: string | null } };
  'steps.undo': { input: { step?: string }; output: Undone };
  'steps.redo': { input: { step?: string }; output: Undone };
  'jobs.list': { input: { limit?: number }; output: { items: JobState[] } };
  'jobs.get': { input: { id: string }; output: JobState };
  'jobs.cancel': { input: { id: string }; output: JobState };
  'jobs.retry': { input: { id: string }; output: JobState };
  'sample.load': { input: { contacts?: number; seed?: number }; output: { job: string } };
}

/** Every operation, its input and its output. */
export interface Operations
  extends SystemOperations,
    Generic<'contacts'>,
    Generic<'accounts'>,
    Generic<'opportunities'>,
    Generic<'activities'>,
    Generic<'pipelines'>,
    Generic<'stages'>,
    Generic<'views'>,
    Generic<'settings'>,
    Generic<'users'> {}

export type { Json };

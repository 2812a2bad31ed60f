import { ApiError } from '../errors';
import type { Filter, RecordData, Refs } from '../records';
import type { JobState } from '../transport';
import { fakeImports } from './fakeImports';

/** What the operations beyond the ordinary ones need of the core in memory. */
export interface FakeCore {
  readonly data: Record<string, RecordData[]>;
  select(plural: string, input: { filter?: Filter; search?: string }): RecordData[];
  change(plural: string, ids: readonly string[], set: object, operation: string): RecordData[];
  refs(records: readonly RecordData[]): Refs;
  job(job: JobState): void;
}

/** The operations beyond the ordinary ones; undefined where the name is none of them. */
export function fakeCrm(core: FakeCore): (name: string, input: Record<string, unknown>) => unknown {
  const jobs: JobState[] = [];
  const start = (operation: string, total: number, ms: number, finish: () => unknown) => {
    const job: JobState = { id: `j-${jobs.length + 1}`, operation, lane: 'background', state: 'running', done: 0, total, created_at: now(), started_at: now(), finished_at: null, result: null, error: null, message: null, attempts: 1, step: null };
    jobs.unshift(job);
    const timer = setInterval(() => {
      if (job.state === 'cancelled') return clearInterval(timer);
      job.done = Math.min(total, job.done + Math.ceil(total / 10));
      if (job.done >= total) {
        clearInterval(timer);
        job.result = finish();
        job.state = 'done';
        job.finished_at = now();
      }
      core.job({ ...job });
    }, ms / 10);
    return { job: job.id };
  };
  const imports = fakeImports(core, start);

  return (name, input) => {
    const id = input['id'] as string;
    switch (name) {
      case 'opportunities.board':
        return board(core, input as { limit?: number });
      case 'opportunities.move':
        return move(core, id, input['stage'] as string, (input['before'] as string | null | undefined) ?? null);
      case 'settings.set': {
        const settings = core.data['settings']!;
        const known = settings.find((setting) => setting['key'] === input['key']);
        if (known) known['value'] = input['value'];
        else settings.push({ id: `setting-${settings.length}`, revision: '1', owner: null, created_at: now(), updated_at: now(), deleted_at: null, ...input });
        return settings.find((setting) => setting['key'] === input['key']);
      }
      case 'opportunities.stage_history':
        return { items: history(core, id) };
      case 'jobs.list':
        return { items: jobs };
      case 'jobs.get':
        return jobs.find((job) => job.id === id) ?? missing();
      case 'jobs.cancel': {
        const job = jobs.find((candidate) => candidate.id === id) ?? missing();
        Object.assign(job, { state: 'cancelled', finished_at: now() });
        core.job({ ...job });
        return job;
      }
      case 'jobs.retry':
        return jobs.find((job) => job.id === id) ?? missing();
      case 'changes.verify':
        return { ok: true, checked: 1204 };
      case 'sample.load':
        return start('sample.load', Number(input['contacts'] ?? 1000), 1500, () => ({ contacts: input['contacts'] ?? 1000 }));
      default:
        return imports(name, input);
    }
  };
}

function now(): string {
  return new Date().toISOString();
}

function missing(): never {
  throw new ApiError({ title: 'Not found', status: 404, code: 'not_found', detail: 'There is no such record.' });
}

function board(core: FakeCore, input: { filter?: Filter; search?: string; limit?: number }): unknown {
  const found = core.select('opportunities', input);
  const columns = core.data['stages']!.map((stage) => {
    const deals = found.filter((deal) => deal['stage'] === stage.id);
    const amount = deals.reduce((sum, deal) => sum + Number(deal['amount'] ?? 0), 0);
    const items = deals.slice(0, input.limit ?? 50);
    return {
      stage, count: deals.length, items, next: null,
      sums: deals.length ? [{ currency: 'EUR', amount: amount.toFixed(2), weighted: ((amount * Number(stage['probability'])) / 100).toFixed(2) }] : [],
    };
  });
  return { pipeline: { id: 'p-1', name: 'Field sales' }, columns, refs: core.refs(columns.flatMap(({ items }) => items)) };
}

function move(core: FakeCore, id: string, stage: string, before: string | null): unknown {
  const [record] = core.change('opportunities', [id], { stage, stage_entered_at: now() }, 'opportunities.move');
  const rows = core.data['opportunities']!;
  rows.splice(rows.findIndex((row) => row.id === id), 1);
  const at = rows.findIndex((row) => row.id === before);
  rows.splice(at < 0 ? rows.length : at, 0, record!);
  return record;
}

function history(core: FakeCore, id: string): unknown[] {
  const deal = core.data['opportunities']!.find((row) => row.id === id);
  const stages = core.data['stages']!;
  const at = stages.findIndex((stage) => stage.id === deal?.['stage']);
  return stages.slice(0, at + 1).map((stage, index) => ({
    stage: stage.id, name: stage['name'], entered_at: new Date(Date.now() - (at - index + 1) * 9 * 86_400_000).toISOString(),
    left_at: index === at ? null : new Date(Date.now() - (at - index) * 9 * 86_400_000).toISOString(), days: 9, actor: { id: 'u-1', name: 'Mara Lindt' },
  }));
}

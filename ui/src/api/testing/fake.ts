import { ApiError } from '../errors';
import type { Filter, RecordData, Refs, Target, StepItem, FieldChange } from '../records';
import type { LiveEvent, Transport } from '../transport';
import { fakeCrm } from './fakeCrm';
import { OWNER, fakeData } from './fakeData';
import { fakeKinds } from './fakeKinds';
import { matches } from './fakeFilter';

interface Inverse {
  plural: string;
  id: string;
  before: RecordData | null;
  after: RecordData | null;
}

type Lists = Record<string, string[]>;

interface ListInput {
  filter?: Filter;
  search?: string;
  ordering?: string[];
  limit?: number;
  offset?: number;
  cursor?: string;
  count?: number;
  trash?: boolean;
}

/** A core in memory, for tests of the screen and for drawing it without one. Answers as the real one does. */
export class FakeTransport implements Transport {
  readonly face = 'browser' as const;
  readonly data: Record<string, RecordData[]>;
  /** Put in by a test to make operations fail or wait. */
  intercept: ((name: string, input: object) => unknown) | undefined;
  #listeners = new Set<(event: LiveEvent) => void>();
  #steps: (StepItem & { inverses: Inverse[] })[] = [];
  #redo: Inverse[][] = [];
  #next = 1;
  readonly #crm: ReturnType<typeof fakeCrm>;

  constructor(contacts = 240) {
    this.data = fakeData(contacts);
    this.#crm = fakeCrm({
      data: this.data,
      select: (plural, input) => this.#select(plural, input),
      change: (plural, ids, set, operation) => this.#change(plural, ids, set, operation),
      refs: (records) => this.#refs(records),
      job: (job) => {
        for (const listener of this.#listeners) listener({ type: 'job', job });
      },
    });
  }

  async call(name: string, input: object): Promise<unknown> {
    const intercepted = await this.intercept?.(name, input);
    if (intercepted !== undefined) return intercepted;
    await Promise.resolve();
    return structuredClone(this.#run(name, input as Record<string, unknown>));
  }

  listen(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    listener({ type: 'hello', seq: 0 });
    return () => this.#listeners.delete(listener);
  }

  /** Frames a test has put in for a feed, by its name. */
  readonly frames: Record<string, readonly unknown[]> = {};

  open(name: string, _input: object, deliver: (frame: unknown) => void): () => void {
    let open = true;
    queueMicrotask(() => {
      for (const frame of this.frames[name] ?? []) if (open) deliver(frame);
    });
    return () => {
      open = false;
    };
  }

  pickFile = () => Promise.resolve({ file: 'f-1' });
  openDropped = () => Promise.resolve({ file: 'f-1' });
  listenDrops = () => () => undefined;
  listenMenu = () => () => undefined;
  adapt = () => Promise.resolve();
  saveFile = () => Promise.resolve();

  #run(name: string, input: Record<string, unknown>): unknown {
    switch (name) {
      case 'app.status':
        return {
          version: '0.1.0', protection: { key: 'keyring', cipher: 'SQLCipher 4', sentence: 'Encrypted with SQLCipher; the key is in the keyring of this machine.' },
          database: 'memory', device: 'd-1', owner: OWNER, empty: this.data['contacts']!.length === 0, workspace: 'Northwind Field',
        };
      case 'kinds.list':
        return { items: fakeKinds };
      case 'steps.list':
        return { items: this.#steps.toReversed().map((step) => ({ ...step, inverses: undefined })), next: null };
      case 'steps.undo':
        return this.#undo();
      case 'steps.redo':
        return this.#redoStep();
      case 'timeline.list':
        return this.#timeline(input['record'] as string | undefined);
      case 'search.all':
        return this.#search(String(input['q']), input['kinds'] as string[] | undefined);
      default: {
        const answer = this.#crm(name, input);
        if (answer !== undefined) return answer;
        const [plural = '', verb = ''] = name.split('.');
        if (!this.data[plural]) throw new ApiError({ title: 'Not found', status: 404, code: 'not_found', detail: `no operation ${name}` });
        return this.#generic(plural, verb, input);
      }
    }
  }

  #generic(plural: string, verb: string, input: Record<string, unknown>): unknown {
    const id = input['id'] as string;
    switch (verb) {
      case 'list':
        return this.#list(plural, input as ListInput);
      case 'count':
        return { value: this.#select(plural, input as ListInput).length, exact: true };
      case 'get': {
        const record = this.#find(plural, id);
        return { record, refs: this.#refs([record]) };
      }
      case 'create': {
        const fresh = { id: `n-${this.#next++}`, revision: '1', owner: OWNER.id, created_at: new Date().toISOString(), updated_at: new Date().toISOString(), deleted_at: null, custom: {}, ...input } as RecordData;
        this.#derive(plural, fresh);
        const missing = fakeKinds.find((kind) => kind.plural === plural)?.fields.find((field) => field.required && !fresh[field.name]);
        if (missing) throw new ApiError({ title: 'Validation failed', status: 422, code: 'validation', detail: 'A field is missing.', fields: [{ field: missing.name, code: 'required', message: 'This is needed.' }] });
        this.#write(`${plural}.create`, [{ plural, id: fresh.id, before: null, after: fresh }]);
        return fresh;
      }
      case 'update':
        this.#expect(plural, id, input);
        return this.#change(plural, [id], omit(input, 'id', 'if_match'), `${plural}.update`)[0];
      case 'bulk_update': {
        const { set = {}, add = {}, remove = {} } = input as { set?: object; add?: Lists; remove?: Lists };
        const changed = this.#change(plural, this.#target(plural, input['target'] as Target), (record) => ({ ...set, ...edited(record, add, remove) }), `${plural}.bulk_update`);
        return { changed: changed.length, step: this.#steps.at(-1)?.id };
      }
      case 'delete':
      case 'bulk_delete': {
        const ids = verb === 'delete' ? [id] : this.#target(plural, input['target'] as Target);
        this.#change(plural, ids, { deleted_at: new Date().toISOString() }, `${plural}.${verb}`);
        return { changed: ids.length, step: this.#steps.at(-1)!.id };
      }
      case 'restore':
      case 'bulk_restore': {
        const ids = verb === 'restore' ? [id] : this.#target(plural, input['target'] as Target);
        this.#change(plural, ids, { deleted_at: null }, `${plural}.${verb}`);
        return { changed: ids.length, step: this.#steps.at(-1)!.id };
      }
      case 'purge':
      case 'bulk_purge': {
        const ids = verb === 'purge' ? [id] : this.#target(plural, input['target'] as Target);
        const gone = ids.map((one) => ({ plural, id: one, before: this.#find(plural, one), after: null }));
        for (const one of ids) this.#put(plural, one, null);
        this.#announce(gone, 'user');
        return { changed: ids.length, step: '' };
      }
      case 'history':
        return { items: this.#changes(id), refs: this.#names(), next: null };
      default:
        throw new ApiError({ title: 'Not found', status: 404, code: 'not_found', detail: verb });
    }
  }

  #select(plural: string, { filter, search, trash }: ListInput): RecordData[] {
    return this.data[plural]!.filter((record) => (record.deleted_at !== null) === (trash ?? false) && matches(record, filter, (id) => this.#anywhere(id)) && (!search || JSON.stringify(record).toLowerCase().includes(search.toLowerCase())));
  }

  #list(plural: string, input: ListInput): unknown {
    const found = this.#select(plural, input);
    const order = input.ordering?.length ? input.ordering : [];
    if (order.length) found.sort((a, b) => compareBy(order, a, b));
    const offset = input.cursor ? Number(input.cursor) : (input.offset ?? 0);
    const items = found.slice(offset, offset + (input.limit ?? 50));
    return {
      items, refs: this.#refs(items), next: offset + items.length < found.length ? String(offset + items.length) : null,
      count: input.count ? { value: found.length, exact: true } : null,
    };
  }

  #target(plural: string, target: Target): string[] {
    if ('ids' in target) return target.ids;
    return this.#select(plural, target as ListInput).map((record) => record.id).filter((id) => !target.except?.includes(id));
  }

  /** Refuses an edit of an older revision, naming what was written since. */
  #expect(plural: string, id: string, input: Record<string, unknown>): void {
    const seen = input['if_match'];
    const record = this.#find(plural, id);
    if (seen === undefined || seen === record.revision) return;
    const since = this.#steps.flatMap((step) => step.inverses).filter((inverse) => inverse.id === id && Number(inverse.after?.revision) > Number(seen));
    const names = [...new Set(since.flatMap(({ before, after }) => difference(before, after).map(({ field }) => field)))];
    const fields = names.map((field) => ({ field, theirs: record[field] ?? null, yours: input[field] ?? null }));
    throw new ApiError({ title: 'Changed meanwhile', status: 409, code: 'conflict', detail: 'This record was changed since you opened it.', revision: record.revision, fields });
  }

  #change(plural: string, ids: readonly string[], set: object | ((record: RecordData) => object), operation: string): RecordData[] {
    const inverses = ids.map((id) => {
      const before = this.#find(plural, id);
      const after: RecordData = { ...before, ...(typeof set === 'function' ? (set as (record: RecordData) => object)(before) : set), revision: String(Number(before.revision) + 1), updated_at: new Date().toISOString() };
      this.#derive(plural, after);
      return { plural, id, before, after };
    });
    this.#write(operation, inverses);
    return inverses.map((inverse) => inverse.after);
  }

  #derive(plural: string, record: RecordData): void {
    if (plural === 'contacts') record['name'] = [record['first_name'], record['last_name']].filter(Boolean).join(' ');
  }

  #write(operation: string, inverses: Inverse[]): void {
    for (const inverse of inverses) this.#put(inverse.plural, inverse.id, inverse.after);
    const noun = inverses.length === 1 ? String(inverses[0]!.after?.['name'] ?? inverses[0]!.after?.['subject'] ?? '') : '';
    this.#steps.push({
      id: `step-${this.#next++}`, at: new Date().toISOString(), operation, actor: OWNER.id, mode: 'do',
      label: { kind: fakeKinds.find(({ plural }) => plural === inverses[0]!.plural)?.name ?? null, name: noun, fields: difference(inverses[0]!.before, inverses[0]!.after).map(({ field }) => field), count: inverses.length },
      origin: 'user', undoable: true, undone: false, inverses,
    });
    this.#redo = [];
    this.#announce(inverses, 'user');
  }

  #put(plural: string, id: string, record: RecordData | null): void {
    const rows = this.data[plural]!;
    const index = rows.findIndex((row) => row.id === id);
    if (record === null) rows.splice(index, 1);
    else if (index < 0) rows.unshift(record);
    else rows[index] = record;
  }

  #undo(): unknown {
    const step = this.#steps.findLast((candidate) => !candidate.undone);
    if (!step) throw new ApiError({ title: 'Nothing to undo', status: 404, code: 'nothing_to_undo' });
    step.undone = true;
    for (const { plural, id, before } of step.inverses.toReversed()) this.#put(plural, id, before);
    this.#redo.push(step.inverses);
    this.#announce(step.inverses, 'undo');
    return { step: step.id, operation: step.operation, changed: step.inverses.length, skipped: 0 };
  }

  #redoStep(): unknown {
    const inverses = this.#redo.pop();
    if (!inverses) throw new ApiError({ title: 'Nothing to redo', status: 404, code: 'nothing_to_undo' });
    const step = this.#steps.findLast((candidate) => candidate.inverses === inverses)!;
    step.undone = false;
    for (const { plural, id, after } of inverses) this.#put(plural, id, after);
    this.#announce(inverses, 'redo');
    return { step: step.id, operation: step.operation, changed: step.inverses.length, skipped: 0 };
  }

  #announce(inverses: Inverse[], origin: string): void {
    const kind = fakeKinds.find(({ plural }) => plural === inverses[0]?.plural)?.name ?? '';
    const event: LiveEvent = { type: 'changes', seq: this.#next++, origin, kinds: { [kind]: { ids: inverses.map(({ id }) => id).slice(0, 200), count: inverses.length } } };
    for (const listener of this.#listeners) listener(event);
  }

  #changes(record: string) {
    return this.#steps.toReversed().flatMap((step) => step.inverses.filter(({ id }) => id === record).map((inverse) => ({
      step: step.id, seq: this.#next++, at: step.at, actor: OWNER.id, origin: step.origin, operation: step.operation, kind: fakeKinds.find(({ plural }) => plural === inverse.plural)?.name, record,
      action: inverse.before ? (inverse.after?.deleted_at ? 'trash' : 'update') : 'create', fields: difference(inverse.before, inverse.after),
    })));
  }

  #timeline(record: string | undefined): unknown {
    const changes = this.#changes(record ?? '').map((change) => ({ type: 'change', at: change.at, change }));
    const activities = this.data['activities']!.filter((row) => [row['contact'], row['account'], row['opportunity']].includes(record) && row.deleted_at === null)
      .map((row) => ({ type: 'record', kind: 'activity', at: row['occurred_at'] ?? row.created_at, record: row }));
    const items = [...changes, ...activities].toSorted((a, b) => String(b.at).localeCompare(String(a.at)));
    return { items, refs: this.#names(), next: null };
  }

  #search(q: string, kinds: string[] | undefined): unknown {
    const wanted = q.toLowerCase();
    const hits = ['contacts', 'accounts', 'opportunities'].flatMap((plural) => {
      const kind = fakeKinds.find((candidate) => candidate.plural === plural)!;
      if (kinds && !kinds.includes(kind.name)) return [];
      return this.data[plural]!.filter((row) => String(row[kind.title]).toLowerCase().includes(wanted)).slice(0, 8)
        .map((row) => ({ kind: kind.name, id: row.id, title: String(row[kind.title]), subtitle: this.#anywhere(String(row['account']))?.['name'] ?? row['city'] ?? null }));
    });
    return { hits, more: false };
  }

  #find(plural: string, id: string): RecordData {
    const found = this.data[plural]!.find((row) => row.id === id);
    if (!found) throw new ApiError({ title: 'Not found', status: 404, code: 'not_found', detail: 'There is no such record.' });
    return found;
  }

  #anywhere(id: string): RecordData | undefined {
    for (const rows of Object.values(this.data)) {
      const found = rows.find((row) => row.id === id);
      if (found) return found;
    }
    return undefined;
  }

  /** The names of everything: there is little of it here. */
  #names(): Refs {
    const pairs = fakeKinds.flatMap(({ name, plural, title }) => (this.data[plural] ?? []).slice(0, 300).map((row) => [row.id, { kind: name, name: String(row[title]) }]));
    return Object.fromEntries(pairs) as Refs;
  }

  #refs(records: readonly RecordData[]): Refs {
    const refs: Refs = {};
    for (const record of records) {
      for (const name of ['account', 'contact', 'opportunity', 'owner', 'parent', 'stage', 'pipeline']) {
        const found = typeof record[name] === 'string' && !refs[record[name]] ? this.#anywhere(record[name]) : undefined;
        if (found) refs[found.id] = { kind: name === 'owner' ? 'user' : name === 'parent' ? 'account' : name, name: String(found['name']) };
      }
    }
    return refs;
  }
}

function compareBy(ordering: readonly string[], a: RecordData, b: RecordData): number {
  for (const entry of ordering) {
    const descending = entry.startsWith('-');
    const name = descending ? entry.slice(1) : entry;
    const [x, y] = [a[name] ?? '', b[name] ?? ''];
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

function difference(before: RecordData | null, after: RecordData | null): FieldChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  for (const name of ['revision', 'updated_at', 'id', 'custom', 'created_at']) names.delete(name);
  return [...names].map((field) => ({ field, from: before?.[field] ?? null, to: after?.[field] ?? null })).filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

function omit(input: Record<string, unknown>, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)));
}

function edited(record: RecordData, add: Lists, remove: Lists): Lists {
  return Object.fromEntries(
    [...new Set([...Object.keys(add), ...Object.keys(remove)])].map((field) => {
      const left = ((record[field] as string[] | null) ?? []).filter((value) => !remove[field]?.includes(value));
      return [field, [...left, ...(add[field] ?? []).filter((value) => !left.includes(value))]];
    }),
  );
}

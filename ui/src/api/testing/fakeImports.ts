import type { FakeCore } from './fakeCrm';

type Start = (operation: string, total: number, ms: number, finish: () => unknown) => { job: string };

const HEADERS: [string, string | null, string[]][] = [
  ['First Name', 'first_name', ['Eszter', 'Bashir', 'Søren']],
  ['Last Name', 'last_name', ['Kovács', 'Haddad', 'Dahl']],
  ['Email', 'email', ['eszter.kovacs@dunamedical.example', 'b.haddad@levant.example', 'soren@dahlwind.example']],
  ['Phone Number', 'phone', ['+36 30 555 0142', '+961 1 555 018', '+45 70 55 01 20']],
  ['Associated Company', 'account', ['Duna Medical', 'Levant Freight', 'Dahl Wind']],
  ['Country/Region', 'country', ['Hungary', 'Lebanon', 'Denmark']],
  ['Lead Status', null, ['Open', 'Connected', 'Open']],
];
const OUTCOMES = ['new', 'new', 'update', 'new', 'duplicate', 'new', 'new', 'error', 'new', 'update'];
const ROWS = 240;

/** One import of a file that is always the same. */
export function fakeImports(core: FakeCore, start: Start): (name: string, input: Record<string, unknown>) => unknown {
  const imports: Record<string, unknown>[] = [];
  const find = (id: unknown) => imports.find((entry) => entry['id'] === id)!;
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const outcome = OUTCOMES[index % OUTCOMES.length]!;
    const contact = core.data['contacts']?.[index % 20];
    return {
      row: index + 2, outcome, values: Object.fromEntries(HEADERS.flatMap(([, field, samples]) => (field ? [[field, samples[index % 3]]] : []))),
      reason: outcome === 'error' ? 'This is no e-mail address.' : outcome === 'duplicate' ? 'The same person is in row 4.' : null, field: outcome === 'error' ? 'email' : null,
      match: outcome === 'update' && contact ? { id: contact.id, name: String(contact['name']) } : null,
    };
  });
  const totals = { rows: ROWS, new: 144, update: 48, duplicate: 24, error: 24, skip: 0 };
  const nextOf = ({ offset, cursor, limit = 100, outcome }: { offset?: number; cursor?: string; limit?: number; outcome?: string }) => {
    const after = Number(cursor ?? offset ?? 0) + limit;
    return after < rows.filter((row) => !outcome || row.outcome === outcome).length ? after : null;
  };
  const started = (id: unknown) =>
    start('imports.run', ROWS, 1500, () => {
      Object.assign(find(id), { state: 'done', totals, step: 'step-import' });
      return { import: id, totals };
    });
  const page = ({ outcome, offset, cursor, limit = 100 }: { outcome?: string; offset?: number; cursor?: string; limit?: number }) => {
    const from = Number(cursor ?? offset ?? 0);
    return rows.filter((row) => !outcome || row.outcome === outcome).slice(from, from + limit);
  };

  return (name, input) => {
    switch (name) {
      case 'imports.open': {
        const made = {
          id: `i-${imports.length + 1}`, file_name: 'hubspot-contacts.csv', bytes: 48_200, encoding: 'UTF-8', delimiter: ',', has_header: true, source: 'hubspot', kind: 'contact',
          columns: HEADERS.map(([header, target, samples], index) => ({ index, header, samples, target, confidence: target ? 0.98 : 0 })),
          mode: 'both', match_on: 'email', keep_unmapped: true, tags: [], several: ['first_name', 'email', 'phone', 'tags', 'note'], rows_estimate: ROWS,
          targets: ['first_name', 'last_name', 'email', 'phone', 'mobile', 'title', 'country', 'city', 'tags', 'note', 'account', 'account.website', 'account.industry'], state: 'open', created_at: new Date().toISOString(), totals: null, step: null, job: null,
        };
        imports.unshift(made);
        return made;
      }
      case 'imports.get':
        return find(input['id']);
      case 'imports.list':
        return { items: imports, next: null };
      case 'imports.configure':
        return configured(find(input['id']), input);
      case 'imports.preview':
        return { rows: page(input), totals: find(input['id'])['totals'], next: nextOf(input) };
      case 'imports.check':
        return start('imports.check', ROWS, 400, () => ({ import: input['id'], totals }));
      case 'imports.run':
        return Object.assign(find(input['id']), { state: 'running' }, started(input['id']));
      case 'imports.ledger':
        return { rows: page(input), totals, next: nextOf(input) };
      case 'imports.errors_csv':
        return { file_name: 'hubspot-contacts-errors.csv', content: 'row,reason\n9,This is no e-mail address.\n' };
      case 'imports.revert':
        Object.assign(find(input['id']), { state: 'reverted' });
        return { changed: 192, step: 's' };
      default:
        return undefined;
    }
  };
}

function configured(entry: Record<string, unknown>, { columns, ...settings }: Record<string, unknown>): Record<string, unknown> {
  const chosen = (columns ?? []) as { index: number; target: string | null }[];
  const mapped = (entry['columns'] as { index: number }[]).map((column) => ({ ...column, ...chosen.find(({ index }) => index === column.index) }));
  return Object.assign(entry, settings, { columns: mapped });
}

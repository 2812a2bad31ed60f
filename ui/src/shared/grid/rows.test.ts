import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, setTransport } from '@/api';
import { FakeTransport } from '@/api/testing/fake';
import { RowSource } from './rows';

let core: FakeTransport;
let asked: { offset?: number; cursor?: string }[];

beforeEach(() => {
  core = new FakeTransport(1000);
  asked = [];
  core.intercept = (name, input) => {
    if (name === 'contacts.list') asked.push(input);
    return undefined;
  };
  setTransport(core);
});

function source(): RowSource {
  const rows = new RowSource('contacts', { ordering: [] });
  rows.subscribe(() => undefined);
  return rows;
}

describe('the rows of a list', () => {
  it('are fetched by the page when looked at, and counted', async () => {
    const rows = source();
    rows.need(0, 30);
    await vi.waitFor(() => expect(rows.row(0)?.record.id).toBe('c-0'));
    await vi.waitFor(() => expect(rows.total).toBe(1000));
    rows.need(640, 670);
    expect(rows.row(650)).toBeUndefined();
    await vi.waitFor(() => expect(rows.row(650)?.record.id).toBe('c-650'));
    expect(rows.row(300)).toBeUndefined();
  });

  it('go on by the cursor where the page before is there, and by number where it is not', async () => {
    const rows = source();
    rows.need(0, 30);
    await vi.waitFor(() => expect(rows.total).toBe(1000));
    rows.need(90, 120);
    await vi.waitFor(() => expect(rows.row(110)).toBeDefined());
    rows.need(700, 720);
    await vi.waitFor(() => expect(rows.row(710)).toBeDefined());
    expect(asked[1]).toMatchObject({ cursor: '100' });
    expect(asked.find(({ offset }) => offset === 700)).toBeDefined();
  });

  it('ask for where a fast scroll ends, not for the way there', async () => {
    const rows = source();
    rows.need(0, 30);
    await vi.waitFor(() => expect(rows.total).toBe(1000));
    asked = [];
    for (let first = 100; first <= 900; first += 100) rows.need(first, first + 30);
    await vi.waitFor(() => expect(rows.row(910)).toBeDefined());
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('take a cursor that is too old as a reason to ask by number', async () => {
    const rows = source();
    core.intercept = (name, input) => (name === 'contacts.list' && 'cursor' in input ? Promise.reject(new ApiError({ title: 'Cursor', status: 400, code: 'cursor' })) : undefined);
    rows.need(0, 30);
    await vi.waitFor(() => expect(rows.row(0)).toBeDefined());
    rows.need(100, 130);
    await vi.waitFor(() => expect(rows.row(110)?.record.id).toBe('c-110'));
    expect(rows.error).toBeNull();
  });

  it('stay on screen while they are fetched anew', async () => {
    const rows = source();
    rows.need(0, 30);
    await vi.waitFor(() => expect(rows.total).toBe(1000));
    core.data['contacts']![3]!['title'] = 'Changed';
    rows.invalidate();
    expect(rows.row(3)).toBeDefined();
    await vi.waitFor(() => expect(rows.row(3)?.record['title']).toBe('Changed'));
  });

  it('show a change before the answer and take it back', async () => {
    const rows = source();
    rows.need(0, 30);
    await vi.waitFor(() => expect(rows.row(5)).toBeDefined());
    const before = rows.row(5)!.record['title'];
    const back = rows.patch(new Set(['c-5']), { title: 'Painted' });
    expect(rows.row(5)!.record['title']).toBe('Painted');
    expect(rows.row(6)!.record['title']).not.toBe('Painted');
    back();
    expect(rows.row(5)!.record['title']).toBe(before);
  });

  it('give the ids of a range, also of rows that were never seen', async () => {
    const ids = await source().ids(95, 305);
    expect(ids.length).toBe(211);
    expect([ids[0], ids.at(-1)]).toEqual(['c-95', 'c-305']);
  });

  it('stop asking after a failure until asked again', async () => {
    core.intercept = (name) => (name === 'contacts.list' ? Promise.reject(new ApiError({ title: 'Busy', status: 503, code: 'busy' })) : undefined);
    const rows = source();
    rows.need(0, 30);
    await vi.waitFor(() => expect(rows.error?.code).toBe('busy'));
    core.intercept = undefined;
    rows.retry();
    await vi.waitFor(() => expect(rows.row(0)).toBeDefined());
    expect(rows.error).toBeNull();
  });
});

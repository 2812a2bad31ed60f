import { describe, expect, it, vi } from 'vitest';
import { ApiError, type FieldProblem } from '@/api';
import { insist } from './conflict';

function refusal(revision: string, fields: FieldProblem[]): ApiError {
  return new ApiError({ title: '', status: 409, code: 'conflict', revision, fields });
}

describe('an edit of a record as it was seen', () => {
  it('follows our own edit before it: that is nobody else', async () => {
    const seen = { id: 'c-1', revision: 'a1' };
    const sent: string[] = [];
    const send = (next: string) => (revision: string) => {
      sent.push(revision);
      return Promise.resolve({ id: 'c-1', revision: next });
    };
    await Promise.all([insist('contact', seen, { title: 'x' }, send('a2')), insist('contact', seen, { title: 'y' }, send('a3'))]);
    expect(sent).toEqual(['a1', 'a2']);
  });

  it('stands beside an edit of other fields, and beside one that came to the same', async () => {
    const fields = [{ field: 'city', theirs: 'Lyon', yours: null }, { field: 'title', theirs: 'Chair', yours: 'Chair' }];
    const send = vi.fn<(revision: string) => Promise<{ id: string; revision: string }>>();
    send.mockRejectedValueOnce(refusal('b2', fields)).mockResolvedValueOnce({ id: 'c-2', revision: 'b3' });
    expect(await insist('contact', { id: 'c-2', revision: 'b1' }, { title: 'Chair' }, send)).toEqual({ id: 'c-2', revision: 'b3' });
    expect(send.mock.calls).toEqual([['b1'], ['b2']]);
  });

  it('gives up when others are faster every time, and passes on any other refusal', async () => {
    const busy = vi.fn<(revision: string) => Promise<never>>().mockRejectedValue(refusal('c2', []));
    await expect(insist('contact', { id: 'c-3', revision: 'c1' }, { title: 'x' }, busy)).rejects.toHaveProperty('code', 'conflict');
    const wrong = new ApiError({ title: '', status: 422, code: 'validation' });
    await expect(insist('contact', { id: 'c-4', revision: 'd1' }, {}, () => Promise.reject(wrong))).rejects.toBe(wrong);
  });
});

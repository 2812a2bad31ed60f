import { beforeEach, expect, it } from 'vitest';
import { setTransport } from '@/api';
import { FakeTransport } from '@/api/testing/fake';
import { aboutRecord } from './about';

let core: FakeTransport;

beforeEach(() => {
  core = new FakeTransport(20);
  setTransport(core);
});

it('is about the person, the organisation or the deal it is started on, and who belongs to it', async () => {
  expect(await aboutRecord({ kind: 'contact', id: 'c-3' })).toEqual({ contact: 'c-3' });
  expect(await aboutRecord({ kind: 'account', id: 'a-3' })).toEqual({ account: 'a-3' });
  expect(await aboutRecord({ kind: 'opportunity', id: 'o-3' })).toEqual({ opportunity: 'o-3', contact: 'c-3', account: 'a-3' });
});

it('is the planned call itself, and after anything else a call about the same people', async () => {
  expect(await aboutRecord({ kind: 'activity', id: 't-0' })).toEqual({ activity: 't-0' });
  core.data['activities']![0]!['done_at'] = '2026-11-20T10:00:00.000Z';
  expect(await aboutRecord({ kind: 'activity', id: 't-0' })).toEqual({ subject: 'Call about the offer', contact: 'c-0', account: 'a-0', opportunity: null });
  expect(await aboutRecord({ kind: 'activity', id: 't-1' })).toMatchObject({ subject: 'Site visit', contact: 'c-1' });
});

it('is about nothing that nobody calls', async () => {
  expect(await aboutRecord({ kind: 'script', id: 'k-1' })).toBeNull();
});

import { beforeEach, expect, it } from 'vitest';
import { setTransport } from '@/api';
import { FakeTransport } from '@/api/testing/fake';
import { aboutPage } from './about';

let core: FakeTransport;

beforeEach(() => {
  core = new FakeTransport(20);
  setTransport(core);
});

it('is about the person, the organisation or the deal whose page it is, and who belongs to it', async () => {
  expect(await aboutPage('/contacts/c-3')).toEqual({ contact: 'c-3' });
  expect(await aboutPage('/accounts/a-3')).toEqual({ account: 'a-3' });
  expect(await aboutPage('/opportunities/o-3')).toEqual({ opportunity: 'o-3', contact: 'c-3', account: 'a-3' });
});

it('is the planned call itself, and after anything else a call about the same people', async () => {
  expect(await aboutPage('/activities/t-0')).toEqual({ activity: 't-0' });
  core.data['activities']![0]!['done_at'] = '2026-11-20T10:00:00.000Z';
  expect(await aboutPage('/activities/t-0')).toEqual({ subject: 'Call about the offer', contact: 'c-0', account: 'a-0', opportunity: null });
  expect(await aboutPage('/activities/t-1')).toMatchObject({ subject: 'Site visit', contact: 'c-1' });
});

it('is about nothing where no record is shown', async () => {
  for (const path of ['/', '/contacts', '/wellbeing/calls/w-1', '/contacts/c-3/more']) expect(await aboutPage(path)).toBeNull();
});

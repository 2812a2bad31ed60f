import { describe, expect, it, vi } from 'vitest';
import { ApiError } from './errors';
import { HttpTransport } from './http';
import { IpcTransport } from './ipc';
import type { Transport } from './transport';

const PROBLEM = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', detail: 'There is no such contact.', trace: 't-9' };

const core = vi.hoisted(() => ({ answer: undefined as unknown, asked: [] as unknown[] }));

vi.mock('@tauri-apps/api/core', () => ({
  invoke: (command: string, args: { name: string; input: unknown }) => {
    core.asked.push([command, args.name, args.input]);
    return 'code' in (core.answer as object) ? Promise.reject(core.answer as Error) : Promise.resolve(core.answer);
  },
}));

function http(): Transport {
  vi.stubGlobal('fetch', (url: string, options: { body: string }) => {
    core.asked.push(['call', url.split('/').at(-1), JSON.parse(options.body)]);
    const failed = 'code' in (core.answer as object);
    return Promise.resolve(new Response(JSON.stringify(core.answer), { status: failed ? 404 : 200 }));
  });
  return new HttpTransport('token');
}

/** Both faces say the same, so that no screen knows which one it speaks through. */
describe.each([
  ['the window', () => new IpcTransport() as Transport],
  ['the browser', http],
])('%s', (_, face) => {
  it('asks by name with one object and gives back the answer', async () => {
    core.asked = [];
    core.answer = { items: [], next: null };
    expect(await face().call('contacts.list', { limit: 2 })).toEqual({ items: [], next: null });
    expect(core.asked).toEqual([['call', 'contacts.list', { limit: 2 }]]);
  });

  it('fails with the same error', async () => {
    core.answer = PROBLEM;
    const error = await face().call('contacts.get', { id: 'x' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'not_found', status: 404, message: 'There is no such contact.', trace: 't-9' });
  });
});

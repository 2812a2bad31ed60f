import { describe, expect, it, vi } from 'vitest';
import { ApiError } from './errors';
import { HttpTransport } from './http';
import { IpcTransport } from './ipc';
import type { Transport } from './transport';

const PROBLEM = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', detail: 'There is no such contact.', trace: 't-9' };

const core = vi.hoisted(() => ({ answer: undefined as unknown, asked: [] as unknown[], frames: [] as unknown[], closed: 0 }));

vi.mock('@tauri-apps/api/core', () => ({
  invoke: (command: string, args: { name: string; input: unknown }) => {
    if (args.name === 'window.feed.next') {
      // Cut into two answers, as frames come.
      const frames = core.frames.splice(0, 2);
      return Promise.resolve({ frames, end: core.frames.length === 0 });
    }
    if (args.name === 'window.feed.close') return Promise.resolve((core.closed += 1));
    if (args.name === 'window.feed.open') {
      const { name, input } = args.input as { name: string; input: unknown };
      core.asked.push([command, name, input]);
      return core.answer && 'code' in (core.answer as object) ? Promise.reject(core.answer as Error) : Promise.resolve({ feed: 7 });
    }
    core.asked.push([command, args.name, args.input]);
    return 'code' in (core.answer as object) ? Promise.reject(core.answer as Error) : Promise.resolve(core.answer);
  },
}));

function http(): Transport {
  vi.stubGlobal('fetch', (url: string, options: { body: string; headers: Record<string, string> }) => {
    core.asked.push(['call', url.split('/').at(-1), JSON.parse(options.body)]);
    if (options.headers['accept'] === 'text/event-stream' && core.answer === null) {
      const text = core.frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join(': beat\n\n');
      return Promise.resolve(new Response(text, { status: 200 }));
    }
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

  /** Opens a feed with input and gathers what it says until it ends. */
  function hear(): Promise<{ frames: unknown[]; error: unknown }> {
    const frames: unknown[] = [];
    return new Promise((resolve) => {
      face().open('live.watch', { traces: true }, (frame) => frames.push(frame), (error) => resolve({ frames, error }));
    });
  }

  it('gives the frames of a feed in their order, and says when it is over', async () => {
    core.asked = [];
    core.answer = null;
    core.frames = [{ at: 1 }, { at: 2 }, { at: 3 }];
    expect(await hear()).toEqual({ frames: [{ at: 1 }, { at: 2 }, { at: 3 }], error: undefined });
    expect(core.asked).toEqual([['call', 'live.watch', { traces: true }]]);
  });

  it('says why a feed did not open', async () => {
    core.answer = PROBLEM;
    const { frames, error } = await hear();
    expect(frames).toEqual([]);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'not_found', trace: 't-9' });
  });

  it('hears nothing more of a feed that was stopped', async () => {
    core.answer = null;
    core.frames = [{ at: 1 }, { at: 2 }];
    const heard: unknown[] = [];
    const stop = face().open('live.watch', {}, (frame) => heard.push(frame), () => heard.push('end'));
    stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toEqual([]);
  });
});

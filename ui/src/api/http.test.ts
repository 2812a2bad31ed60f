import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './errors';
import { HttpTransport, takeToken } from './http';
import type { LiveEvent } from './transport';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A core that answers as told; gives its address. */
async function serving(answer: (request: IncomingMessage, body: string) => { status?: number; body: string; type?: string; stay?: boolean }): Promise<string> {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { status = 200, body, type = 'application/json', stay = false } = answer(request, Buffer.concat(parts).toString());
      response.writeHead(status, { 'content-type': type, 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' });
      if (stay) response.write(body);
      else response.end(body);
    });
  });
  await new Promise<void>((resolve) => {
    server!.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}

describe('HTTP', () => {
  it('calls an operation by name, with the token', async () => {
    const base = await serving((request, body) => ({ body: JSON.stringify({ url: request.url, authorization: request.headers.authorization, input: JSON.parse(body) as unknown }) }));
    const answer = await new HttpTransport('secret', base).call('contacts.get', { id: 'c-1' });
    expect(answer).toEqual({ url: '/api/v1/operations/contacts.get', authorization: 'Bearer secret', input: { id: 'c-1' } });
  });

  it('turns problem details into an error that names the field', async () => {
    const problem = { title: 'Validation failed', status: 422, code: 'validation', detail: 'Check the fields.', trace: 't-1', fields: [{ field: 'email', message: 'This is no address.' }] };
    const base = await serving(() => ({ status: 422, body: JSON.stringify(problem), type: 'application/problem+json' }));
    const error = await new HttpTransport(null, base).call('contacts.create', {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'validation', status: 422, trace: 't-1', message: 'Check the fields.' });
    expect((error as ApiError).fields).toEqual([{ field: 'email', message: 'This is no address.' }]);
  });

  it('says that nobody answers when something else does', async () => {
    const base = await serving(() => ({ status: 502, body: '<h1>Bad gateway</h1>', type: 'text/html' }));
    await expect(new HttpTransport(null, base).call('app.status', {})).rejects.toMatchObject({ code: 'unreachable', status: 502 });
  });

  it('hears live events, and again after the feed was cut', async () => {
    let connections = 0;
    const base = await serving(() => {
      connections += 1;
      return { body: `: hello\n\ndata: {"type":"hello",\ndata: "seq":${connections}}\n\n`, type: 'text/event-stream', stay: connections > 1 };
    });
    const heard: LiveEvent[] = [];
    const stop = new HttpTransport(null, base).listen((event) => heard.push(event));
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'hello', seq: 1 }, { type: 'away' }, { type: 'hello', seq: 2 }]), { timeout: 4000 });
    stop();
  });
});

describe('the token', () => {
  it('is taken out of the address and kept for this tab', () => {
    const replaced: unknown[] = [];
    const location = { hash: '#token=abc%2Fd', pathname: '/', search: '' } as Location;
    const history = { replaceState: (...args: unknown[]) => replaced.push(args[2]) } as unknown as History;
    sessionStorage.clear();
    expect(takeToken(location, sessionStorage, history)).toBe('abc/d');
    expect(replaced).toEqual(['/#/']);
    expect(takeToken({ ...location, hash: '#/contacts' }, sessionStorage, history)).toBe('abc/d');
  });
});

import { ApiError, type Problem } from './errors';
import { follow } from './feed';
import { type SseFrame, readFrames } from './sse';
import type { FileHandle, LiveEvent, Transport } from './transport';

const TOKEN = 'mycrm.token';
const RETRY_FIRST_MS = 500;
const RETRY_LAST_MS = 10_000;

/**
 * Takes the token out of `#token=...`, keeps it for this tab only and removes it from the address bar,
 * so that it does not travel in a copied address or the history.
 */
export function takeToken(location: Location, storage: Storage, history: History): string | null {
  const found = /^#token=([^&]+)/.exec(location.hash);
  if (found?.[1]) {
    storage.setItem(TOKEN, decodeURIComponent(found[1]));
    history.replaceState(null, '', `${location.pathname}${location.search}#/`);
  }
  return storage.getItem(TOKEN);
}

export class HttpTransport implements Transport {
  readonly face = 'browser' as const;
  readonly #base: string;
  readonly #token: string | null;

  constructor(token: string | null, base = '/api/v1') {
    this.#token = token;
    this.#base = base;
  }

  async call(name: string, input: object, signal?: AbortSignal): Promise<unknown> {
    const response = await fetch(`${this.#base}/operations/${name}`, {
      method: 'POST',
      headers: this.#headers({ 'content-type': 'application/json' }),
      body: JSON.stringify(input),
      signal: signal ?? null,
    });
    return answer(response);
  }

  listen(listener: (event: LiveEvent) => void): () => void {
    const stop = new AbortController();
    void this.#follow(listener, stop.signal);
    return () => stop.abort();
  }

  open(name: string, input: object, deliver: (frame: unknown) => void, end: (error?: unknown) => void): () => void {
    return follow((signal) => this.#read(name, input, deliver, signal), end);
  }

  async #read(name: string, input: object, deliver: (frame: unknown) => void, signal: AbortSignal): Promise<void> {
    const response = await fetch(`${this.#base}/operations/${name}`, {
      method: 'POST',
      headers: this.#headers({ 'content-type': 'application/json', accept: 'text/event-stream' }),
      body: JSON.stringify(input),
      signal,
    });
    if (!response.ok || !response.body) {
      await answer(response);
      return;
    }
    await readFrames(response.body, (frame) => {
      if (frame.data && !signal.aborted) deliver(JSON.parse(frame.data));
    });
  }

  async #follow(listener: (event: LiveEvent) => void, signal: AbortSignal): Promise<void> {
    let wait = RETRY_FIRST_MS;
    while (!signal.aborted) {
      try {
        const response = await fetch(`${this.#base}/events`, { headers: this.#headers({ accept: 'text/event-stream' }), signal });
        if (!response.ok || !response.body) throw new Error(String(response.status));
        wait = RETRY_FIRST_MS;
        await readFrames(response.body, (frame) => tell(frame, listener));
      } catch {
        // A dropped feed is ordinary (sleep, restart): try again, ever less often.
      }
      if (signal.aborted) return;
      listener({ type: 'away' });
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, RETRY_LAST_MS);
    }
  }

  async pickFile(extensions: readonly string[]): Promise<FileHandle | null> {
    const file = await new Promise<File | null>((resolve) => {
      const input = document.createElement('input');
      input.type = 'file';
      input.accept = extensions.map((extension) => `.${extension}`).join(',');
      input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
      input.addEventListener('cancel', () => resolve(null));
      input.click();
    });
    return file && this.openDropped(file);
  }

  async openDropped(file: File): Promise<FileHandle> {
    const response = await fetch(`${this.#base}/files?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: this.#headers({ 'content-type': 'application/octet-stream' }),
      body: file,
    });
    const opened = (await answer(response)) as { file?: string; id?: string };
    return { file: opened.file ?? opened.id ?? '' };
  }

  listenDrops(): () => void {
    return () => undefined;
  }

  listenMenu(): () => void {
    return () => undefined;
  }

  adapt(): Promise<void> {
    return Promise.resolve();
  }

  async saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): Promise<void> {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #headers(extra: Record<string, string>): Record<string, string> {
    return this.#token ? { ...extra, authorization: `Bearer ${this.#token}` } : extra;
  }
}

async function answer(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const text = await response.text();
  if (response.ok) return text === '' ? null : JSON.parse(text);
  throw new ApiError(problemOf(response, text));
}

function problemOf(response: Response, text: string): Problem {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    if (typeof problem.code === 'string') {
      return { title: problem.title ?? response.statusText, status: response.status, ...problem, code: problem.code };
    }
  } catch {
    // Not JSON: something between us and the core answered.
  }
  return { title: response.statusText || 'Error', status: response.status, code: 'unreachable', detail: text.slice(0, 200) };
}

function tell(frame: SseFrame, listener: (event: LiveEvent) => void): void {
  if (frame.data) listener(JSON.parse(frame.data) as LiveEvent);
}

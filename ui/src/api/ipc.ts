import { invoke } from '@tauri-apps/api/core';
import { listen as listenTo, type UnlistenFn } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { toApiError } from './errors';
import { follow } from './feed';
import type { FileHandle, LiveEvent, Transport } from './transport';

/** The window's face: one command in, one event stream out. */
export class IpcTransport implements Transport {
  readonly face = 'window' as const;

  async call(name: string, input: object, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    try {
      return await invoke('call', { name, input });
    } catch (thrown) {
      throw toApiError(thrown);
    }
  }

  listen(listener: (event: LiveEvent) => void): () => void {
    // The window's feed began before the page did; a later hello means that something was missed.
    listener({ type: 'hello', seq: 0 });
    return this.#hear((event) => {
      if (event.type !== 'menu' && event.type !== 'open') listener(event);
    });
  }

  open(name: string, input: object, deliver: (frame: unknown) => void, end: (error?: unknown) => void): () => void {
    return follow((signal) => this.#read(name, input, deliver, signal), end);
  }

  /** The page asks for frames when it has dealt with those before, so none pile up. */
  async #read(name: string, input: object, deliver: (frame: unknown) => void, signal: AbortSignal): Promise<void> {
    const { feed } = (await this.call('window.feed.open', { name, input })) as { feed: number };
    const close = () => void this.call('window.feed.close', { feed });
    if (signal.aborted) return close();
    signal.addEventListener('abort', close, { once: true });
    for (;;) {
      const { frames, end } = (await this.call('window.feed.next', { feed })) as { frames: unknown[]; end: boolean };
      for (const frame of frames) {
        if (signal.aborted) return;
        deliver(frame);
      }
      if (end || signal.aborted) return;
    }
  }

  async pickFile(extensions: readonly string[]): Promise<FileHandle | null> {
    const { path } = (await this.call('window.pick_file', { extensions })) as { path: string | null };
    return path === null ? null : { path };
  }

  openDropped(file: File): Promise<FileHandle> {
    // The window delivers drops with their path through `listenDrops`; the page never sees the bytes.
    return Promise.reject(new Error(file.name));
  }

  listenDrops(listener: (file: FileHandle) => void): () => void {
    const stopDrops = until(
      getCurrentWebview().onDragDropEvent(({ payload }) => {
        const path = payload.type === 'drop' ? payload.paths[0] : undefined;
        if (path) listener({ path });
      }),
    );
    const stopOpens = this.#hear((event) => {
      if (event.type === 'open') listener({ path: event.path });
    });
    // Files the program was started with have waited until now.
    void this.call('window.ready', {}).then((answer) => {
      for (const path of (answer as { open: string[] }).open) listener({ path });
    });
    return () => {
      stopDrops();
      stopOpens();
    };
  }

  listenMenu(listener: (item: string) => void): () => void {
    return this.#hear((event) => {
      if (event.type === 'menu') listener(event.action);
    });
  }

  async adapt(look: { language: string; theme: string }): Promise<void> {
    await this.call('window.adapt', look);
  }

  async saveFile(name: string, content: string | Uint8Array): Promise<void> {
    // The window asks for the place and writes; the page names no path.
    await this.call('window.save_file', { name, content: base64Of(typeof content === 'string' ? new TextEncoder().encode(content) : content) });
  }

  #hear(listener: (event: WindowEvent) => void): () => void {
    return until(listenTo<WindowEvent>('mycrm', (event) => listener(event.payload)));
  }
}

/** Bytes a call of a function may take as its arguments. */
const PIECE = 8192;

/** Bytes as the text in which they travel to the window. */
function base64Of(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return btoa(pieces.join(''));
}

/** Beside what the core announces: a choice in the native menu, and a file the system asked to open. */
type WindowEvent = LiveEvent | { type: 'menu'; action: string } | { type: 'open'; path: string };

/** The window hands out its "stop listening" later than ours is wanted. */
function until(pending: Promise<UnlistenFn>): () => void {
  let stopped = false;
  let unlisten: UnlistenFn | undefined;
  void pending.then((stop) => {
    if (stopped) stop();
    else unlisten = stop;
  });
  return () => {
    stopped = true;
    unlisten?.();
  };
}

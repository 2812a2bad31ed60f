import { invoke } from '@tauri-apps/api/core';
import { listen as listenTo, type UnlistenFn } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { toApiError } from './errors';
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
    return until(listenTo<LiveEvent>('mycrm', (event) => listener(event.payload)));
  }

  async pickFile(extensions: readonly string[]): Promise<FileHandle | null> {
    const options = { multiple: false, filters: [{ name: extensions.join(', '), extensions }] };
    const path = await invoke<string | null>('plugin:dialog|open', { options });
    return path === null ? null : { path };
  }

  openDropped(file: File): Promise<FileHandle> {
    // The window delivers drops with their path through `listenDrops`; the page never sees the bytes.
    return Promise.reject(new Error(file.name));
  }

  listenDrops(listener: (file: FileHandle) => void): () => void {
    return until(
      getCurrentWebview().onDragDropEvent(({ payload }) => {
        const path = payload.type === 'drop' ? payload.paths[0] : undefined;
        if (path) listener({ path });
      }),
    );
  }

  async saveFile(name: string, content: string): Promise<void> {
    const path = await invoke<string | null>('plugin:dialog|save', { options: { defaultPath: name } });
    if (path !== null) await invoke('save_text', { path, content });
  }
}

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

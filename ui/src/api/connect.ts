import { setTransport } from './client';
import { HttpTransport, takeToken } from './http';

/** Chooses the face by where the screen runs: inside the window, or in a browser on `mycrm serve`. */
export async function connect(): Promise<void> {
  if ('__TAURI_INTERNALS__' in window) {
    const { IpcTransport } = await import('./ipc');
    setTransport(new IpcTransport());
  } else {
    setTransport(new HttpTransport(takeToken(window.location, window.sessionStorage, window.history)));
  }
}

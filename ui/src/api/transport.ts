import type { JobState } from './generated';

/** What the core announces: that records changed, how a job stands, that the feed is (re)connected. */
export type LiveEvent =
  | { type: 'hello'; seq: number }
  /** Said by the transport itself: the feed was cut, and is being taken up again. */
  | { type: 'away' }
  | { type: 'changes'; seq: number; step?: string; origin: string; kinds: Record<string, { ids: string[]; count: number }> }
  | { type: 'job'; job: JobState };

export type { JobState };

/** A file the core can open: a path on this machine (window) or the id of an upload (browser). */
export type FileHandle = { path: string } | { file: string };

/** The one way to the core. Two implementations answer alike: the window's IPC and HTTP. */
export interface Transport {
  readonly face: 'window' | 'browser';
  /** Runs an operation by name; rejects with problem details. */
  call(name: string, input: object, signal?: AbortSignal): Promise<unknown>;
  /** Listens to live events until the returned function is called. Reconnects by itself. */
  listen(listener: (event: LiveEvent) => void): () => void;
  /**
   * Opens a live feed by name: `deliver` gets its frames in order, `end` is told once, with the error if it broke.
   * The feed stops when the returned function is called. It does not reconnect: the caller knows whether to.
   */
  open(name: string, input: object, deliver: (frame: unknown) => void, end: (error?: unknown) => void): () => void;
  /** Lets the user pick a file; null when they change their mind. */
  pickFile(extensions: readonly string[]): Promise<FileHandle | null>;
  /** A file dropped on the page. */
  openDropped(file: File): Promise<FileHandle>;
  /** Files dropped on the window or opened with it (the window knows their path, the page does not). */
  listenDrops(listener: (file: FileHandle) => void): () => void;
  /** Choices in the window's native menu; a browser has none. */
  listenMenu(listener: (item: string) => void): () => void;
  /** Tells the window which language and theme its own parts shall have: menus, frame, dialogs. */
  adapt(look: { language: string; theme: 'system' | 'light' | 'dark' }): Promise<void>;
  /** Hands text or bytes to the user as a file. */
  saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): Promise<void>;
}

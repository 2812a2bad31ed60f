/** How a text that is saved while it is written stands. */
export interface DraftState {
  phase: 'saved' | 'waiting' | 'saving' | 'failed';
  error: unknown;
}

/** So long nothing is typed before it is saved. */
const QUIET_MS = 700;

/**
 * A text on its way to where it is kept. One save at a time, the newest text last; what failed stays dirty and goes
 * with the next try, so that nothing written is ever dropped here.
 */
export class Draft {
  #text: string;
  #kept: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  readonly #save: (text: string) => Promise<unknown>;
  readonly #tell: (state: DraftState) => void;

  constructor(kept: string, save: (text: string) => Promise<unknown>, tell: (state: DraftState) => void) {
    this.#text = kept;
    this.#kept = kept;
    this.#save = save;
    this.#tell = tell;
  }

  /** Whether something written is not kept yet. */
  get dirty(): boolean {
    return this.#text !== this.#kept;
  }

  write(text: string): void {
    this.#text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), QUIET_MS);
    if (!this.#saving) this.#tell({ phase: this.dirty ? 'waiting' : 'saved', error: null });
  }

  /** Takes what is kept elsewhere, unless something is on its way from here; whether it was taken. */
  adopt(kept: string): boolean {
    // The core trims: a blank at the end is still being written.
    if (this.dirty || this.#saving || kept.trim() === this.#kept.trim()) return false;
    this.#text = kept;
    this.#kept = kept;
    return true;
  }

  /** Saves what is not kept yet; ready when it is, or when it could not be. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#saving) await this.#saving;
    if (!this.dirty || this.#saving) return this.#saving ?? undefined;
    this.#saving = this.#write(this.#text);
    await this.#saving;
  }

  async #write(text: string): Promise<void> {
    this.#tell({ phase: 'saving', error: null });
    let error: unknown = null;
    try {
      await this.#save(text);
      this.#kept = text;
    } catch (thrown) {
      error = thrown;
    }
    this.#saving = null;
    if (error !== null) this.#tell({ phase: 'failed', error });
    // More was written meanwhile: its own timer saves it.
    else this.#tell({ phase: this.dirty ? 'waiting' : 'saved', error: null });
  }
}

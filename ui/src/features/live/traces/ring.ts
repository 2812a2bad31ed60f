/** Samples of one channel over the same steps of time, null where packets were lost. */
export interface Chunk {
  channel: string;
  unit: string;
  /** When the first sample was measured, in milliseconds since 1970. */
  start: number;
  /** Milliseconds from one sample to the next. */
  step: number;
  values: readonly (number | null)[];
}

/** What one pixel column of a channel shows: the least and the greatest value in it. */
export interface Columns {
  low: Float32Array;
  high: Float32Array;
}

/** A hole longer than this many steps is a hole; shorter ones come from rounding of time stamps. */
const JITTER_STEPS = 1.5;

/**
 * The last samples of one channel, in a ring of slots one step apart. A slot's place follows from its time, so that
 * what was lost is an empty slot and what comes late falls into its place.
 */
export class Ring {
  readonly step: number;
  private slots: Float32Array;
  /** Number of the slot behind the newest one; slot n holds the time `origin + n · step`. */
  private end = 0;
  private origin = Number.NaN;

  /** Room for `seconds` of samples `step` milliseconds apart. */
  constructor(step: number, seconds: number) {
    this.step = step;
    this.slots = new Float32Array(Math.max(2, Math.ceil((seconds * 1000) / step))).fill(Number.NaN);
  }

  /** The time of the newest sample in milliseconds since 1970; NaN while there is none. */
  get newest(): number {
    return this.origin + (this.end - 1) * this.step;
  }

  /** The same samples, which further ones of this ring do not touch. */
  copy(): Ring {
    const copy = new Ring(this.step, 0);
    copy.slots = this.slots.slice();
    copy.end = this.end;
    copy.origin = this.origin;
    return copy;
  }

  append(start: number, values: readonly (number | null)[]): void {
    if (values.length === 0 || !Number.isFinite(start)) return;
    if (Number.isNaN(this.origin)) this.origin = start;
    let at = Math.round((start - this.origin) / this.step);
    // Time stamps wander by parts of a step: what comes right behind the newest sample continues it.
    if (Math.abs(start - (this.origin + this.end * this.step)) <= JITTER_STEPS * this.step) at = this.end;
    // A clock that was set back by more than the ring holds starts the ring afresh.
    if (at + values.length <= this.end - this.slots.length) return this.restart(start, values);
    if (at > this.end) this.forget(this.end, at);
    for (const [index, value] of values.entries()) this.put(at + index, value);
    this.end = Math.max(this.end, at + values.length);
  }

  private restart(start: number, values: readonly (number | null)[]): void {
    this.slots.fill(Number.NaN);
    this.origin = start;
    this.end = 0;
    this.append(start, values);
  }

  private put(slot: number, value: number | null): void {
    if (slot < this.end - this.slots.length || slot < 0) return;
    this.slots[slot % this.slots.length] = value ?? Number.NaN;
  }

  /** Empties the slots from `from` to before `to`: nothing was heard then. */
  private forget(from: number, to: number): void {
    for (let slot = Math.max(from, to - this.slots.length); slot < to; slot++) this.slots[slot % this.slots.length] = Number.NaN;
  }

  /**
   * The stretch from `from` to `to` (milliseconds) as pixel columns. A column nothing falls into holds NaN; where
   * there are fewer samples than columns, the columns between two samples hold the line between them.
   */
  columns(from: number, to: number, into: Columns): void {
    const { low, high } = into;
    const count = low.length;
    low.fill(Number.NaN);
    high.fill(Number.NaN);
    if (Number.isNaN(this.origin) || to <= from) return;
    const per = (to - from) / count;
    const first = Math.max(this.end - this.slots.length, Math.ceil((from - this.origin) / this.step), 0);
    const last = Math.min(this.end - 1, Math.floor((to - this.origin) / this.step));
    let before = -1;
    let held = Number.NaN;
    for (let slot = first; slot <= last; slot++) {
      const value = this.slots[slot % this.slots.length] as number;
      if (Number.isNaN(value)) {
        before = -1;
        continue;
      }
      const column = Math.min(count - 1, Math.floor((this.origin + slot * this.step - from) / per));
      if (!(value >= (low[column] as number))) low[column] = value;
      if (!(value <= (high[column] as number))) high[column] = value;
      for (let between = before < 0 ? column : before + 1; between < column; between++) {
        const line = held + ((value - held) * (between - before)) / (column - before);
        low[between] = line;
        high[between] = line;
      }
      before = column;
      held = value;
    }
  }
}

import { type Chunk, type Columns, Ring } from './ring';
import { fit, type Scale } from './scale';

/** Something that happened at a moment: drawn as a line through all lanes. */
export interface Mark {
  at: number;
  label: string;
}

/** A channel and where its trace stands. */
export interface Lane {
  channel: string;
  unit: string;
  ring: Ring;
  scale: Scale | undefined;
}

/** How long before now the right edge lies: packets come in bursts, and a trace that waits for them runs smoothly. */
const BEHIND_MS = 80;
/** Without samples for so long the strip stands still rather than running on empty. */
const STILL_MS = 1500;
const MARKS_KEPT = 200;
/** A ring holds this much more than is shown, so that a wider window can be looked at. */
const SPARE = 2;

/** What a strip of traces shows, without the drawing of it. */
export class Strip {
  readonly lanes: Lane[] = [];
  readonly marks: Mark[] = [];
  private edge = Number.NaN;
  private held = false;
  private readonly most: number;

  /** Shows at most `most` seconds. */
  constructor(most: number) {
    this.most = most;
  }

  add(chunk: Chunk): void {
    let lane = this.lanes.find(({ channel }) => channel === chunk.channel);
    if (!lane || lane.ring.step !== chunk.step) {
      const fresh = { channel: chunk.channel, unit: chunk.unit, ring: new Ring(chunk.step, this.most * SPARE), scale: undefined };
      if (lane) this.lanes.splice(this.lanes.indexOf(lane), 1, fresh);
      else this.lanes.push(fresh);
      lane = fresh;
    }
    lane.ring.append(chunk.start, chunk.values);
  }

  mark(mark: Mark): void {
    this.marks.push(mark);
    if (this.marks.length > MARKS_KEPT) this.marks.shift();
  }

  clear(): void {
    this.lanes.length = 0;
    this.marks.length = 0;
    this.edge = Number.NaN;
  }

  /** What it shows at `now`, for as long as it is looked at: nothing that comes later moves or overwrites it. */
  still(now: number): Strip {
    const still = new Strip(this.most);
    still.lanes.push(...this.lanes.map((lane) => ({ ...lane, ring: lane.ring.copy() })));
    still.marks.push(...this.marks);
    still.edge = this.right(now);
    still.held = true;
    return still;
  }

  /**
   * The moment at the right edge when it is `now`. It runs evenly with the clock, stands still when nothing comes any
   * more, and goes back only when the samples' clock and ours are apart (a replay, a clock that was set).
   */
  right(now: number): number {
    if (this.held) return this.edge;
    const newest = this.lanes.reduce((latest, { ring }) => (ring.newest > latest ? ring.newest : latest), Number.NEGATIVE_INFINITY);
    if (newest === Number.NEGATIVE_INFINITY) return now;
    const even = now - BEHIND_MS;
    const wanted = even < newest - STILL_MS ? newest : Math.min(even, newest + STILL_MS);
    this.edge = this.edge > wanted && this.edge - wanted < STILL_MS ? this.edge : wanted;
    return this.edge;
  }

  /** A lane's pixel columns and its scale for them. */
  columns(lane: Lane, from: number, to: number, into: Columns): Scale {
    lane.ring.columns(from, to, into);
    lane.scale = fit(into, lane.unit, lane.scale);
    return lane.scale;
  }
}

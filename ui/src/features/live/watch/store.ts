import type { LinkState, LiveFrame, Observation } from '../frame';
import { Strip } from '../traces';

/** The widest window that can be chosen, in seconds. */
export const MOST_SECONDS = 60;
/** How much of the heart's rhythm is kept. */
const BEATS_KEPT_MS = 120_000;

/** A heartbeat: when, and how long after the one before. Both in milliseconds. */
export interface Beat {
  at: number;
  interval: number;
}

/** What is known of a device. */
export interface Seen {
  link: LinkState | undefined;
  /** Why it is not connected, a code for words. */
  why: string | undefined;
  /** Its traces, which are drawn past React. */
  strip: Strip | undefined;
}

export interface Snapshot {
  devices: ReadonlyMap<string, Seen>;
  /** What the newest second of all the wearer's devices together came to. */
  observation: Observation | undefined;
  beats: readonly Beat[];
  /** Frames that were left out because this screen was slow. */
  missed: number;
  /** The feed has ended, until it says something again; with the reason if it broke. */
  over: { error: Error | undefined } | null;
}

const NOTHING: Seen = { link: undefined, why: undefined, strip: undefined };

/**
 * What the live feed told. Samples go straight into the strips; whoever listens hears only of what is worth drawing
 * anew: an observation (one a second), a device that comes or goes, the end.
 */
export class LiveStore {
  #snapshot: Snapshot = { devices: new Map(), observation: undefined, beats: [], missed: 0, over: null };
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Snapshot => this.#snapshot;

  /** `word` says a marker in the user's language. */
  take(frame: LiveFrame, word: (label: string) => string): void {
    if (this.#snapshot.over) this.#tell({ over: null });
    switch (frame.type) {
      case 'traces':
        for (const chunk of frame.channels) this.#strip(frame.device).add(chunk);
        return;
      case 'observation':
        return this.#tell({ observation: frame, beats: follow(this.#snapshot.beats, frame) });
      case 'link':
        return this.#link(frame);
      case 'marker':
        for (const { strip } of this.#snapshot.devices.values()) strip?.mark({ at: frame.at, label: word(frame.label) });
        return;
      case 'missed':
        return this.#tell({ missed: this.#snapshot.missed + frame.frames });
      default:
    }
  }

  end(error: Error | undefined): void {
    this.#tell({ over: { error } });
  }

  /** Who was let go of is gone; of who was lost it is kept why, until it is there again. */
  #link({ device, link, why }: Extract<LiveFrame, { type: 'link' }>): void {
    if (link === 'away' && why === 'asked') {
      const devices = new Map(this.#snapshot.devices);
      devices.delete(device);
      return this.#tell({ devices });
    }
    this.#set(device, { link, why: link === 'connected' ? undefined : (why ?? this.#seen(device).why) });
  }

  #strip(device: string): Strip {
    const known = this.#seen(device).strip;
    if (known) return known;
    const strip = new Strip(MOST_SECONDS);
    this.#set(device, { strip });
    return strip;
  }

  #seen(device: string): Seen {
    return this.#snapshot.devices.get(device) ?? NOTHING;
  }

  #set(device: string, change: Partial<Seen>): void {
    this.#tell({ devices: new Map(this.#snapshot.devices).set(device, { ...this.#seen(device), ...change }) });
  }

  #tell(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** The beats with those of an observation: the last of them fell at its moment, the others before by their intervals. */
export function follow(before: readonly Beat[], { at, rr }: Pick<Observation, 'at' | 'rr'>): readonly Beat[] {
  const fresh: Beat[] = [];
  let moment = at;
  for (const interval of rr.toReversed()) {
    fresh.unshift({ at: moment, interval });
    moment -= interval;
  }
  return [...before, ...fresh].filter((beat) => beat.at > at - BEATS_KEPT_MS);
}

/** The device whose traces are shown: the one asked for, otherwise the first that has some. */
export function chosen(devices: ReadonlyMap<string, Seen>, wanted: string | undefined): string | undefined {
  const traced = tracedOf(devices);
  return traced.find((device) => device === wanted) ?? traced[0];
}

/** The devices that have traces to draw. */
export function tracedOf(devices: ReadonlyMap<string, Seen>): string[] {
  return [...devices].filter(([, { strip }]) => strip).map(([device]) => device);
}

/** The same, standing still: what comes later neither moves it on nor takes its place. */
export function hold(seen: Snapshot, now: number): Snapshot {
  const devices = [...seen.devices].map(([device, one]): [string, Seen] => [device, { ...one, strip: one.strip?.still(now) }]);
  return { ...seen, devices: new Map(devices) };
}

import { openFeed } from '@/api';
import type { LiveFrame } from './frame';

/** The wait before a feed that broke is opened again; it doubles each time, up to the longest. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

const nothing = () => {};

/** A feed that is kept open. */
export interface KeptFeed {
  stop: () => void;
  /** Opens it at once if it broke, instead of after the wait. */
  now: () => void;
}

/** Keeps the live feed open: one that ends is opened again after a while. `over` is told each time, with what broke it. */
export function keepFeed(traces: boolean, deliver: (frame: LiveFrame) => void, over: (error: Error | undefined) => void = nothing): KeptFeed {
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let close: () => void = nothing;
  const heard = (frame: unknown) => {
    wait = FIRST_WAIT_MS;
    deliver(frame as LiveFrame);
  };
  const ended = (error?: Error) => {
    timer = setTimeout(open, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT_MS);
    over(error);
  };
  function open() {
    timer = undefined;
    close = openFeed('live.watch', { traces }, heard, ended);
  }
  open();
  return {
    stop: () => {
      clearTimeout(timer);
      close();
    },
    now: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      open();
    },
  };
}

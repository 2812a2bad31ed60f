import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setTransport } from '@/api';
import { FakeTransport } from '@/api/testing/fake';
import { keepFeed } from './feed';

const nothing = () => {};

/** A core whose feeds end when the test says so. */
function core() {
  const opened: { deliver: (frame: unknown) => void; end: (error?: unknown) => void; stopped: boolean }[] = [];
  const transport = new FakeTransport(0);
  transport.open = (_name: string, _input: object, deliver: (frame: unknown) => void, end: (error?: unknown) => void = nothing) => {
    const feed = { deliver, end, stopped: false };
    opened.push(feed);
    return () => {
      feed.stopped = true;
    };
  };
  setTransport(transport);
  return opened;
}

describe('a live feed that is kept', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is opened again when it ends, later each time until it says something', () => {
    const opened = core();
    const over = vi.fn<(error?: Error) => void>();
    keepFeed(true, nothing, over);
    opened[0]!.end(new Error('gone'));
    expect(over).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(500);
    opened[1]!.end();
    vi.advanceTimersByTime(500);
    expect(opened).toHaveLength(2);
    vi.advanceTimersByTime(500);
    expect(opened).toHaveLength(3);
    opened[2]!.deliver({ type: 'missed', frames: 1 });
    opened[2]!.end();
    vi.advanceTimersByTime(500);
    expect(opened).toHaveLength(4);
  });

  it('is opened at once when asked, and not twice; and stays closed when stopped', () => {
    const opened = core();
    const kept = keepFeed(false, nothing);
    kept.now();
    expect(opened).toHaveLength(1);
    opened[0]!.end();
    kept.now();
    vi.advanceTimersByTime(60_000);
    expect(opened).toHaveLength(2);
    opened[1]!.end();
    kept.stop();
    vi.advanceTimersByTime(60_000);
    expect(opened).toHaveLength(2);
  });
});

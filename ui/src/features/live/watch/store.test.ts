import { describe, expect, it } from 'vitest';
import type { LinkState, LiveFrame, Observation } from '../frame';
import { grade } from './grade';
import { LiveStore, chosen, follow, hold } from './store';

const NOW = 1_795_168_800_000;
const observed = (part: Partial<Observation> = {}): LiveFrame => ({
  type: 'observation', at: NOW, device: 'a', simulated: true, features: {}, state: 'calm', confidence: 0.5, reasons: [], bands: [], spectra: [], rr: [], quality: [], ...part,
});
const traces = (device: string): LiveFrame => ({ type: 'traces', device, channels: [{ channel: 'TP9', unit: 'uV', start: NOW, step: 4, values: [1, 2, 3] }] });
const link = (to: LinkState, why: string | null): LiveFrame => ({ type: 'link', at: NOW, device: 'a', link: to, why });
const same = (label: string) => label;

describe('the live store', () => {
  it('keeps samples away from whoever draws anew, and observations not', () => {
    const store = new LiveStore();
    let told = 0;
    store.subscribe(() => told++);
    store.take(traces('a'), same);
    store.take(traces('a'), same);
    expect(told).toBe(1);
    expect(store.snapshot().devices.get('a')?.strip?.lanes.map(({ channel }) => channel)).toEqual(['TP9']);
    store.take(observed(), same);
    expect(told).toBe(2);
    expect(store.snapshot().observation?.state).toBe('calm');
  });

  it('draws a marker through the traces of every device, in words', () => {
    const store = new LiveStore();
    store.take(traces('a'), same);
    store.take(traces('b'), same);
    store.take({ type: 'marker', at: NOW, label: 'stress_began' }, (label) => label.toUpperCase());
    for (const { strip } of store.snapshot().devices.values()) expect(strip?.marks).toEqual([{ at: NOW, label: 'STRESS_BEGAN' }]);
  });

  it('counts what was left out, and says that it is over and why', () => {
    const store = new LiveStore();
    store.take({ type: 'missed', frames: 3 }, same);
    store.take({ type: 'missed', frames: 4 }, same);
    expect(store.snapshot()).toMatchObject({ missed: 7, over: null });
    const error = new Error('gone');
    store.end(error);
    expect(store.snapshot().over).toEqual({ error });
    store.take(traces('a'), same);
    expect(store.snapshot()).toMatchObject({ missed: 7, over: null });
  });

  it('never changes a snapshot it has handed out', () => {
    const store = new LiveStore();
    const before = store.snapshot();
    store.take(observed(), same);
    expect(before.observation).toBeUndefined();
    expect(store.snapshot()).not.toBe(before);
  });
});

describe('heartbeats', () => {
  it('fall one after the other, the last at the moment of the observation', () => {
    expect(follow([], { at: NOW, rr: [900, 1000] })).toEqual([{ at: NOW - 1000, interval: 900 }, { at: NOW, interval: 1000 }]);
  });

  it('are kept for two minutes', () => {
    const old = [{ at: NOW - 120_000, interval: 800 }, { at: NOW - 119_999, interval: 810 }];
    expect(follow(old, { at: NOW, rr: [] }).map(({ interval }) => interval)).toEqual([810]);
  });
});

describe('the device whose traces are shown', () => {
  it('is the one asked for, then the first that has some', () => {
    const store = new LiveStore();
    store.take({ type: 'link', at: NOW, device: 'strap', link: 'connected', why: null }, same);
    expect(chosen(store.snapshot().devices, 'strap')).toBeUndefined();
    store.take(traces('band'), same);
    store.take(traces('other'), same);
    expect(chosen(store.snapshot().devices, undefined)).toBe('band');
    expect(chosen(store.snapshot().devices, 'other')).toBe('other');
    expect(chosen(store.snapshot().devices, 'strap')).toBe('band');
  });
});

describe('a device', () => {
  it('that was lost says why until it is there again, and one that was let go of is gone', () => {
    const store = new LiveStore();
    const why = () => store.snapshot().devices.get('a')?.why;
    store.take(link('waiting', 'lost'), same);
    store.take(link('connecting', null), same);
    expect(why()).toBe('lost');
    store.take(link('connected', null), same);
    expect(why()).toBeUndefined();
    store.take(link('away', 'asked'), same);
    expect(store.snapshot().devices.has('a')).toBe(false);
  });
});

describe('what is held', () => {
  it('stays as it was while the feed goes on', () => {
    const store = new LiveStore();
    store.take(traces('a'), same);
    const held = hold(store.snapshot(), NOW).devices.get('a')?.strip;
    const edge = held?.right(NOW + 60_000);
    store.take({ type: 'traces', device: 'a', channels: [{ channel: 'TP9', unit: 'uV', start: NOW, step: 4, values: [7, 7, 7] }] }, same);
    store.take({ type: 'marker', at: NOW, label: 'later' }, same);
    const columns = { low: new Float32Array(3), high: new Float32Array(3) };
    held?.columns(held.lanes[0]!, NOW, NOW + 12, columns);
    expect([...columns.high]).toEqual([1, 2, 3]);
    expect(held?.marks).toEqual([]);
    expect(held?.right(NOW + 120_000)).toBe(edge);
  });
});

describe('the quality of a channel', () => {
  it('is put into a word', () => {
    expect([100, 70, 69, 40, 39, 0].map(grade)).toEqual(['good', 'good', 'fair', 'fair', 'poor', 'poor']);
  });
});

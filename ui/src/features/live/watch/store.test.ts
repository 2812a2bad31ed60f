import { describe, expect, it } from 'vitest';
import type { LiveFrame, Observation } from '../frame';
import { grade } from './grade';
import { LiveStore, chosen, follow } from './store';

const NOW = 1_795_168_800_000;
const observed = (part: Partial<Observation> = {}): LiveFrame => ({
  type: 'observation', at: NOW, device: 'a', simulated: true, features: {}, state: 'calm', confidence: 0.5, reasons: [], bands: [], spectra: [], rr: [], quality: [], ...part,
});
const traces = (device: string): LiveFrame => ({ type: 'traces', device, channels: [{ channel: 'TP9', unit: 'uV', start: NOW, step: 4, values: [1, 2, 3] }] });
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
    expect(store.snapshot().devices.get('a')?.observation?.state).toBe('calm');
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
  });

  it('never changes a snapshot it has handed out', () => {
    const store = new LiveStore();
    const before = store.snapshot();
    store.take(observed(), same);
    expect(before.devices.size).toBe(0);
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

describe('the device that is shown', () => {
  it('is the one asked for, then one with traces, then one that says anything', () => {
    const store = new LiveStore();
    store.take({ type: 'link', at: NOW, device: 'silent', link: 'connecting', why: null }, same);
    expect(chosen(store.snapshot().devices, undefined)).toBe('silent');
    store.take(observed({ device: 'strap' }), same);
    expect(chosen(store.snapshot().devices, undefined)).toBe('strap');
    store.take(traces('band'), same);
    expect(chosen(store.snapshot().devices, undefined)).toBe('band');
    expect(chosen(store.snapshot().devices, 'strap')).toBe('strap');
    expect(chosen(store.snapshot().devices, 'gone')).toBe('band');
    expect(chosen(new Map(), 'gone')).toBeUndefined();
  });
});

describe('the quality of a channel', () => {
  it('is put into a word', () => {
    expect([100, 70, 69, 40, 39, 0].map(grade)).toEqual(['good', 'good', 'fair', 'fair', 'poor', 'poor']);
  });
});

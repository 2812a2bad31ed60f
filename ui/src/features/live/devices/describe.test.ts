import { describe, expect, it } from 'vitest';
import { type FoundDevice, foundName, isAmbiguous, isLow, lossText, signalStrength, systemOf } from './describe';

const found = (part: Partial<FoundDevice>): FoundDevice => ({ device: 'x', name: 'Muse', mark: '0001', address: null, kind: 'headband', signal: -60, simulated: false, known: false, ...part });

describe('what is told of a device', () => {
  it('puts its signal into a word', () => {
    expect([-40, -60, -61, -75, -76].map(signalStrength)).toEqual(['strong', 'strong', 'fair', 'fair', 'weak']);
  });

  it('names what has no name by its mark, and tells namesakes apart', () => {
    expect(foundName(found({ name: ' ', mark: 'B2F1' }))).toBe('Device B2F1');
    const all = [found({}), found({ device: 'y', mark: '0002' }), found({ device: 'z', name: 'Polar' })];
    expect(all.map((one) => isAmbiguous(one, all))).toEqual([true, true, false]);
  });

  it('warns of a battery that may not last, and of losses that show', () => {
    expect([isLow(20), isLow(21)]).toEqual([true, false]);
    expect(lossText({ packets: 0, lost: 0 })).toBeUndefined();
    expect(lossText({ packets: 995, lost: 5 })).toBeUndefined();
    expect(lossText({ packets: 90, lost: 10 })).toBe('10% of packets lost');
  });

  it('knows whose settings to speak of', () => {
    expect(systemOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)')).toBe('macos');
    expect(systemOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toBe('windows');
    expect(systemOf('Mozilla/5.0 (X11; Linux x86_64)')).toBe('linux');
  });
});

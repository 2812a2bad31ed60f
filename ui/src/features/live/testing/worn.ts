import { FakeTransport } from '@/api/testing/fake';

type Answer = unknown | ((input: Record<string, unknown>) => unknown);

const CONSENT = { terms: [], version: 1, given_at: '2026-11-20T09:00:00.000Z', withdrawn_at: null };
export const HEADBAND = {
  wearable: 'w-1', name: 'Muse-51F0', kind: 'headband', device: 'd-1', simulated: true, reconnect: true, last_seen_at: '2026-11-20T09:00:00.000Z',
  live: { device: 'd-1', name: 'Muse-51F0', kind: 'headband', link: 'connected', battery: 80, signal: -52, simulated: true, packets: 100, lost: 0 },
};

/** For tests: a core whose wearer has the mirror on and a headband on their head, which answers as told and remembers what it was asked. */
export function wornCore(answers: Record<string, Answer>): { core: FakeTransport; asked: [string, Record<string, unknown>][]; told: (name: string) => Record<string, unknown>[] } {
  const core = new FakeTransport(5);
  const asked: [string, Record<string, unknown>][] = [];
  const all: Record<string, Answer> = {
    'sensing.status': { enabled: true, consent: CONSENT, terms: [], version: 1 },
    'devices.status': { items: [HEADBAND] },
    'calibration.status': { guide: null },
    ...answers,
  };
  core.intercept = (name, input) => {
    asked.push([name, input as Record<string, unknown>]);
    const answer = all[name];
    return typeof answer === 'function' ? (answer as (input: object) => unknown)(input) : answer;
  };
  return { core, asked, told: (wanted) => asked.filter(([name]) => name === wanted).map(([, input]) => input) };
}

/** For tests: a page of a list with these and no more. */
export const page = (items: readonly object[]) => ({ items, refs: {}, next: null, count: null });

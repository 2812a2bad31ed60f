import type { Page } from '@playwright/test';

const TERMS = ['devices_are_scanned', 'signals_are_measured', 'readings_are_stored_here', 'nobody_else_sees_them', 'no_ground_truth_for_emotion'];
const STRAP = { device: 'b', name: 'Polar H10', kind: 'heart_strap', link: 'connected', battery: 12, signal: -71, simulated: true, packets: 900, lost: 30 };
const BAND = { device: 'a', name: 'Muse-3C1F', kind: 'headband', link: 'connected', battery: 84, signal: -52, simulated: true, packets: 9000, lost: 0 };
const RATE = 128;
const SECONDS = 10;

/** What a core answers that has devices within reach: end-to-end tests have no radio. */
function answers(now: number): Record<string, unknown> {
  return {
    'sensing.status': { enabled: true, consent: { terms: TERMS, version: 1, given_at: '2026-11-20T09:00:00.000Z', withdrawn_at: null }, terms: TERMS, version: 1 },
    'privacy.stored': {
      enabled: true, count: 27, retention: { readings_days: 365, moments_days: 180, recordings_days: 7 }, excluded_from: ['sync', 'search', 'timeline', 'export', 'import', 'other_users'],
      parts: [
        { what: 'readings', place: '/home/m/mycrm.db', count: 22, since: '2026-11-03T09:00:00.000Z', kept_days: 365 },
        { what: 'wearables', place: '/home/m/mycrm.db', count: 3, since: '2026-11-03T09:00:00.000Z', kept_days: null },
        { what: 'stress_moments', place: '/home/m/mycrm.db', count: 2, since: '2026-11-04T09:00:00.000Z', kept_days: 180 },
        { what: 'recordings', place: '/home/m/mycrm.db.recordings', count: 0, since: null, kept_days: 7 },
      ],
    },
    'devices.adapter': { usable: true, state: 'on', problem: null, advice: null, simulated: true },
    'devices.status': {
      items: [
        { wearable: 'w-1', name: 'Muse-3C1F', kind: 'headband', device: 'a', simulated: true, live: BAND },
        { wearable: 'w-2', name: 'Polar H10', kind: 'heart_strap', device: 'b', simulated: true, live: STRAP },
        { wearable: 'w-3', name: 'Forerunner', kind: 'watch', device: 'c', simulated: false, live: null },
      ],
    },
    'devices.scan': {
      items: [
        { device: 'd', name: 'Muse-77A0', mark: '77A0', address: null, kind: 'headband', signal: -58, simulated: true, known: false },
        { device: 'e', name: null, mark: 'B2F1', address: null, kind: 'unknown', signal: -88, simulated: true, known: false },
      ],
    },
    'live.mark': { at: now, label: 'Mark' },
  };
}

/** Answers the questions about wearables as if some were worn; all others go to the core. */
export async function wear(page: Page, overrides: Record<string, unknown> = {}): Promise<void> {
  const now = Date.now();
  for (const [name, answer] of Object.entries({ ...answers(now), ...overrides })) {
    await page.route(`**/operations/${name}`, (route) => route.fulfill({ json: answer }));
  }
  const body = frames(now)
    .map((frame) => `data: ${JSON.stringify(frame)}\n\n`)
    .join('');
  await page.route('**/operations/live.watch', (route) => route.fulfill({ contentType: 'text/event-stream', body }));
  await page.reload();
}

function frames(now: number): object[] {
  const start = now - SECONDS * 1000;
  const values = (hertz: number, size: number) => Array.from({ length: RATE * SECONDS }, (_, index) => size * Math.sin((2 * Math.PI * hertz * index) / RATE));
  const channels = ['TP9', 'AF7', 'AF8', 'TP10'].map((channel, index) => ({ channel, unit: 'uV', start, step: 1000 / RATE, values: values(8 + index, 20 + 5 * index) }));
  const observed = {
    type: 'observation', device: 'a', simulated: true, state: 'calm', confidence: 0.72,
    features: { heart_rate: 62, rmssd: 44, respiration: 11.5, delta: 0.3, theta: 0.2, alpha: 0.35, beta: 0.1, gamma: 0.05 },
    reasons: [{ code: 'alpha', value: 0.35, against: 0.24, weight: 0.9 }, { code: 'heart_rate', value: 62, against: 68, weight: 0.4 }, { code: 'tension', value: 4.1, against: 3.2, weight: -0.2 }],
    bands: [['delta', 0.3], ['theta', 0.2], ['alpha', 0.35], ['beta', 0.1], ['gamma', 0.05]].map(([band, share]) => ({ band, share, power: 100 * Number(share) })),
    spectra: [],
    quality: [
      { channel: 'TP9', quality: 91, artefacts: [] },
      { channel: 'AF7', quality: 88, artefacts: ['blink'] },
      { channel: 'AF8', quality: 54, artefacts: ['hum'] },
      { channel: 'TP10', quality: 12, artefacts: ['flat'] },
    ],
  };
  return [
    { type: 'traces', device: 'a', channels },
    ...Array.from({ length: SECONDS }, (_, second) => ({ ...observed, at: start + 1000 * second, rr: [960 + 40 * Math.sin(second)] })),
    { type: 'marker', at: now - 3000, label: 'stress_began' },
  ];
}

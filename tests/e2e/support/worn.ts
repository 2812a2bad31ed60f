import type { Page } from '@playwright/test';

const TERMS = ['devices_are_scanned', 'signals_are_measured', 'readings_are_stored_here', 'nobody_else_sees_them', 'no_ground_truth_for_emotion'];
const STRAP = { device: 'b', name: 'Polar H10', kind: 'heart_strap', link: 'connected', battery: 12, signal: -71, simulated: true, packets: 900, lost: 30 };
const BAND = { device: 'a', name: 'Muse-3C1F', kind: 'headband', link: 'connected', battery: 84, signal: -52, simulated: true, packets: 9000, lost: 0 };
const OWN = {
  items: [
    { wearable: 'w-1', name: 'Muse-3C1F', kind: 'headband', device: 'a', simulated: true, reconnect: true, last_seen_at: null, live: BAND },
    { wearable: 'w-2', name: 'Polar H10', kind: 'heart_strap', device: 'b', simulated: true, reconnect: true, last_seen_at: null, live: STRAP },
    { wearable: 'w-3', name: 'Forerunner', kind: 'watch', device: 'c', simulated: false, reconnect: false, last_seen_at: '2026-11-18T09:00:00.000Z', live: null },
  ],
};
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
    'devices.status': OWN,
    'devices.reconnect': OWN,
    'devices.scan': {
      items: [
        { device: 'd', name: 'Muse-77A0', mark: '77A0', address: null, kind: 'headband', signal: -58, simulated: true, known: false },
        { device: 'e', name: null, mark: 'B2F1', address: null, kind: 'unknown', signal: -88, simulated: true, known: false },
      ],
    },
    'live.mark': { at: now, label: 'Mark' },
    'recordings.status': { recording: null, playing: null },
  };
}

const MEASURES = ['heart_rate', 'heart_variability', 'stress_index', 'breathing', 'theta', 'alpha', 'beta', 'engagement', 'asymmetry', 'blinks', 'tension', 'movement'];
const STATES = ['calm', 'focused', 'stressed', 'excited', 'fatigued'];
const spread = (mean: number, sd: number) => ({ mean, sd, count: 120 });
const page = (items: object[]) => ({ items, refs: {}, next: null, count: null });

/** A wearer who has calibrated and said how they felt. */
export const PROFILE = {
  'profile.show': {
    preferences: { break_after_minutes: 90, break_minutes: 5, breaths_per_minute_tenths: 60, suggestion_pause_minutes: 20, scripts_in_calls: true, screen_effects: true, mains_hertz: 50 },
    weights: STATES.flatMap((state) => MEASURES.map((measure, at) => ({ state, measure, value: at / 10 - 0.4, beginning: at / 10 - 0.5, learned: at === 3 ? 0.1 : 0 }))),
    labels: 4,
    retention: { readings_days: 365, moments_days: 180, recordings_days: 7 },
    baseline: { measured_at: '2026-11-19T09:00:00.000Z', device: 'a', simulated: true, phases: { eyes_open: { heart_rate: spread(68, 3), rmssd: spread(41, 4) }, eyes_closed: { heart_rate: spread(64, 2), alpha: spread(0.41, 0.05) }, paced_breathing: { heart_rate: spread(63, 5), rmssd: spread(66, 9) } } },
  },
  'calibration.status': { guide: null },
  'breathing.status': { breathing: null },
  'calibrations.list': page([]),
  'exercises.list': page([{ id: 'e-1', started_at: '2026-11-19T09:00:00.000Z', seconds: 180, before: { rmssd: 31 }, after: { rmssd: 44 }, simulated: true }]),
  'state_labels.list': page([{ id: 'l-1', state: 'stressed', felt_at: '2026-11-19T09:00:00.000Z', strength: 4, note: 'That call', features: { stress: 75 }, simulated: true, call: null }]),
};

export const READINGS = {
  'readings.summary': { items: [{ measure: 'heart_rate', count: 1200, first: '2026-10-01T08:00:00.000Z', last: '2026-11-19T08:00:00.000Z', newest: 62.4, sources: ['apple_health'] }] },
  'readings.list': { measure: 'heart_rate', more: false, simulated: true, points: Array.from({ length: 20 }, (_, day) => ({ at: new Date(Date.UTC(2026, 9, 20 + day)).toISOString(), value: 60 + (day % 7), least: 50, most: 90 + day, count: 40 })) },
  'readings.imports': { items: [{ id: 'i-1', at: '2026-11-19T08:00:00.000Z', name: 'export.xml', format: 'apple_health', seen: 30, taken: 20, passed: 8, bad: 2, done: true }] },
};

export const RULES = {
  'sensing_rules.list': page(
    [
      { id: 'r-1', name: 'Quieter colours under stress', action: 'quieter_colours', condition: { all: [{ measure: 'stress', above: 65, until: 50 }, { state: ['stressed'] }] }, priority: 60, activations: 3 },
      { id: 'r-2', name: 'A break when variability is low', action: 'suggest_break', condition: { measure: 'rmssd_vs_baseline', below: -1 }, priority: 40, activations: 0 },
    ].map((rule) => ({ ...rule, strength: 1, for_seconds: 20, at_least_seconds: 60, pause_seconds: 120, enabled: true, active_at: null, note: null })),
  ),
};

export const RECORDINGS = {
  'recordings.list': {
    place: '/home/m/mycrm.db.recordings',
    items: [{ id: 'a'.repeat(32), started_at: '2026-11-19T08:00:00.000Z', seconds: 185, bytes: 4_200_000, source: 'Muse-3C1F', simulated: true, damaged: null, tracks: ['TP9', 'AF7', 'AF8', 'TP10', 'HR', 'RR', 'state'].map((name) => ({ name, unit: '', rate: 256 })) }],
  },
};

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
    spectra: ['TP9', 'AF7'].map((channel) => ({ channel, from: 0, step: 1, density: Array.from({ length: 51 }, (_, hertz) => 40 / (1 + hertz) + (hertz === 10 ? 20 : 0)) })),
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

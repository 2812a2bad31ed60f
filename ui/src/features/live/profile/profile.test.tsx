import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { showScreen } from '@/api/testing/screen';
import { page, wornCore } from '../testing/worn';
import { breathAt, paceOf } from './breathe/usePace';
import { changeText, measureText } from './measures';

const spread = (mean: number, sd: number) => ({ mean, sd, count: 120 });
const weight = (state: string, measure: string, value: number, beginning: number, learned = 0) => ({ state, measure, value, beginning, learned });
const profile = (part: object = {}) => ({
  preferences: { break_after_minutes: 90, break_minutes: 5, breaths_per_minute_tenths: 60, suggestion_pause_minutes: 20, scripts_in_calls: true, screen_effects: true, mains_hertz: 50 },
  weights: [weight('stressed', 'heart_rate', 0.7, 0.5, 0.2), weight('stressed', 'alpha', -0.3, -0.3), weight('calm', 'alpha', 0.7, 0.7)],
  labels: 3,
  retention: { readings_days: 365, moments_days: 180, recordings_days: 7 },
  baseline: null,
  ...part,
});
const guide = (part: object = {}) => ({ status: 'running', phase: 'eyes_open', seconds: 20, seconds_needed: 120, progress: 0.06, good: true, seconds_lost: 0, ...part });
const observation = (part: object = {}) => ({
  type: 'observation', at: 0, device: 'd-1', simulated: true, features: { quality: 90, heart_rate: 61, rmssd: 44 }, state: 'calm', confidence: 0.6, reasons: [], bands: [], spectra: [], rr: [],
  quality: [{ channel: 'AF7', quality: 10, artefacts: ['flat'] }, { channel: 'AUX', quality: 0, artefacts: ['silent'] }], ...part,
});
const lists = { 'calibrations.list': page([]), 'exercises.list': page([]), 'state_labels.list': page([]) };

describe('the baseline', () => {
  it('says what is missing without one, and shows the measures with their meaning with one', async () => {
    const baseline = { measured_at: '2026-11-19T09:00:00.000Z', device: 'Muse-51F0', simulated: true, phases: { eyes_open: { heart_rate: spread(68.2, 3.1), quality: spread(90, 1) }, eyes_closed: { heart_rate: spread(64, 2), alpha: spread(0.41, 0.05) } } };
    showScreen('/wellbeing/profile', wornCore({ ...lists, 'profile.show': profile({ baseline }) }).core);
    const region = (await screen.findAllByRole('region', { name: 'What is usual for you' }))[0]!;
    const rows = within(region).getAllByRole('row').map(({ textContent }) => textContent);
    expect(rows).toEqual([
      'MeasureEyes openEyes closed',
      'Heart rateRises with effort, excitement and stress.68 ±3 bpm64 ±2 bpm',
      'AlphaShare of the waves from 8 to 13 Hz. Rises when the eyes close.–41% ±5% ',
    ]);
    expect(screen.getAllByText('Simulated').length).toBeGreaterThan(0);
  });

  it('cannot be measured without a device that is connected', async () => {
    showScreen('/wellbeing/profile', wornCore({ ...lists, 'profile.show': profile(), 'devices.status': { items: [] } }).core);
    expect((await screen.findByRole<HTMLButtonElement>('button', { name: 'Calibrate' })).disabled).toBe(true);
    expect(await screen.findByRole('button', { name: 'Go to devices' })).toBeTruthy();
  });
});

const begin = async (answers: object = {}) => {
  const worn = wornCore({ ...lists, 'profile.show': profile(), 'calibration.start': guide(), 'calibration.cancel': { guide: null }, ...answers });
  (worn.core.frames as Record<string, unknown[]>)['live.watch'] = [observation()];
  showScreen('/wellbeing/profile', worn.core);
  await userEvent.click(await screen.findByRole('button', { name: 'Calibrate' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Begin' }));
  return worn;
};

describe('the calibration', () => {
  it('counts down, names what spoils the signal, and is given up only after being asked', async () => {
    const { told } = await begin();
    expect(await screen.findByRole('timer', { name: '1:40 left of this step' })).toBeTruthy();
    expect(await screen.findByText(/moisten the sensors/)).toBeTruthy();
    // The socket without an electrode is no poor contact.
    expect(screen.queryByText('AUX')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(screen.getByRole('alert').textContent).toMatch(/Nothing of it is kept/);
    expect(told('calibration.cancel')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Stop it' }));
    await waitFor(() => expect(told('calibration.cancel')).toHaveLength(1));
    expect(screen.queryByRole('timer')).toBeNull();
  });

  it('says why when the core gives it up, and can be tried again', async () => {
    let asks = 0;
    await begin({ 'calibration.status': () => ({ guide: asks++ === 0 ? null : guide({ status: 'failed', seconds_lost: 240 }) }) });
    expect(await screen.findByText(/240 seconds of the last step could not be used/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('goes on where it was when the screen comes back to it', async () => {
    showScreen('/wellbeing/profile', wornCore({ ...lists, 'profile.show': profile(), 'calibration.status': { guide: guide({ phase: 'eyes_closed', seconds: 60 }) } }).core);
    expect(await screen.findByRole('timer', { name: '1:00 left of this step' })).toBeTruthy();
  });
});

describe('weights', () => {
  it('are moved by a slider, told once the hand rests, and reset together', async () => {
    const { core, told } = wornCore({ ...lists, 'profile.show': profile(), 'profile.change': profile() });
    showScreen('/wellbeing/profile?tab=weights', core);
    const slider = await screen.findByRole('slider', { name: 'Heart rate for Stressed' });
    expect(screen.getByText('documented +0.5 · your labels moved it by +0.2')).toBeTruthy();
    fireEvent.change(slider, { target: { value: '1' } });
    fireEvent.change(slider, { target: { value: '1.25' } });
    await waitFor(() => expect(told('profile.change')).toEqual([{ weights: [{ state: 'stressed', measure: 'heart_rate', value: 1.25 }] }]));
    await userEvent.click(screen.getByRole('button', { name: 'Reset all' }));
    await waitFor(() => expect(told('profile.change').at(-1)).toEqual({ reset_weights: true }));
  });
});

describe('labels', () => {
  const label = { id: 'l-1', state: 'stressed', felt_at: '2026-11-18T09:00:00.000Z', strength: 4, note: 'That call', features: { stress: 75 }, simulated: false, call: null };

  it('keep how the wearer feels with its strength and a note', async () => {
    const { core, told } = wornCore({ ...lists, 'profile.show': profile(), 'profile.label': { label: 'l-2', measured: true } });
    showScreen('/wellbeing/profile?tab=labels', core);
    await userEvent.click(await screen.findByRole('button', { name: 'Calm' }));
    await userEvent.type(screen.getByLabelText('Note'), 'Tea');
    await userEvent.click(screen.getByRole('button', { name: 'Keep it' }));
    await waitFor(() => expect(told('profile.label')).toEqual([{ state: 'calm', strength: 3, note: 'Tea' }]));
  });

  it('show what was learned from them, and can be deleted', async () => {
    const { core, told } = wornCore({ ...lists, 'profile.show': profile(), 'state_labels.list': page([label]), 'state_labels.delete': { changed: 1, step: 's' } });
    showScreen('/wellbeing/profile?tab=labels', core);
    const table = await screen.findByRole('table', { name: 'What your labels changed' });
    expect(within(table).getAllByRole('row')[1]?.textContent).toBe('Heart rate for Stressed+0.2+0.7');
    await userEvent.click(await screen.findByRole('button', { name: 'Delete Stressed' }));
    await waitFor(() => expect(told('state_labels.delete')).toEqual([{ id: 'l-1' }]));
  });
});

describe('paced breathing', () => {
  it('leads the breath in words and compares the heart before and after', async () => {
    const view = { started_at: '', inhale_ms: 4000, exhale_ms: 6000, elapsed_ms: 0, before: { rmssd: 30, heart_rate: 72 }, now: null };
    const { core, told } = wornCore({
      ...lists, 'profile.show': profile(), 'breathing.status': { breathing: null }, 'breathing.start': { breathing: view },
      'breathing.stop': { exercise: 'e-1', seconds: 61, before: view.before, after: { rmssd: 48, heart_rate: 68 } },
    });
    (core.frames as Record<string, unknown[]>)['live.watch'] = [observation()];
    showScreen('/wellbeing/profile?tab=breathing', core);
    await userEvent.click(await screen.findByRole('button', { name: 'Begin' }));
    expect(await screen.findByText('Breathe in')).toBeTruthy();
    expect(await screen.findByText('44 ms')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'End it' }));
    const result = await screen.findByRole('region', { name: '1:01 of paced breathing' });
    expect(within(result).getByText('+18 ms')).toBeTruthy();
    expect(within(result).getByText('−4 bpm')).toBeTruthy();
    expect(told('breathing.start')).toEqual([{ breaths_per_minute_tenths: 60 }]);
  });

  it('turns where the core says it turns', () => {
    const pace = paceOf(60);
    expect(pace).toEqual({ inhale: 4000, exhale: 6000 });
    expect([0, 3_999, 4_000, 9_999, 10_000, 24_001].map((at) => breathAt(pace, at))).toEqual([
      { phase: 'in', left: 4 }, { phase: 'in', left: 1 }, { phase: 'out', left: 6 }, { phase: 'out', left: 1 }, { phase: 'in', left: 4 }, { phase: 'out', left: 6 },
    ]);
  });
});

describe('measures in words', () => {
  it('have their unit, and their change a sign', () => {
    expect([measureText('heart_rate', 61.6), measureText('alpha', 0.314), measureText('engagement', 0.4234)]).toEqual(['62 bpm', '31%', '0.42']);
    expect([changeText('rmssd', 6.2), changeText('rmssd', -6.2), changeText('rmssd', 0.2)]).toEqual(['+6 ms', '−6 ms', '0 ms']);
  });
});

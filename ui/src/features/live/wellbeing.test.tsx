import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeTransport } from '@/api/testing/fake';
import { showScreen } from '@/api/testing/screen';

const TERMS = ['devices_are_scanned', 'no_ground_truth_for_emotion'];
const part = (what: string, count: number, kept_days: number | null) => ({ what, place: '/data/mycrm.db', count, since: count > 0 ? '2026-11-03T09:00:00.000Z' : null, kept_days });

/** A core whose wearer has the mirror on or off, and which remembers what it was asked to do. */
function worn(on: boolean, answers: Record<string, unknown> = {}) {
  const core = new FakeTransport(10);
  const asked: [string, object][] = [];
  let enabled = on;
  const status = () => ({ enabled, consent: enabled ? { terms: TERMS, version: 3, given_at: '2026-11-20T09:00:00.000Z', withdrawn_at: null } : null, terms: TERMS, version: 3 });
  core.intercept = (name, input) => {
    asked.push([name, input]);
    if (name in answers) return answers[name];
    if (name === 'sensing.enable' || name === 'sensing.disable') enabled = name === 'sensing.enable';
    if (name.startsWith('sensing.')) return status();
    if (name === 'privacy.erase') {
      enabled = false;
      return { records: 4, readings: 22, recordings: 0, jobs: 1 };
    }
    if (name === 'privacy.stored') {
      return { enabled, count: 26, retention: { readings_days: 365, moments_days: 180, recordings_days: 7 }, excluded_from: ['sync'], parts: [part('stress_moments', 4, 180), part('readings', 22, 365), part('profile', 0, null)] };
    }
    return name === 'devices.status' ? { items: [] } : undefined;
  };
  return { core, asked };
}

describe('privacy', () => {
  it('is off at first, and switching on agrees to the terms that are shown', async () => {
    const { core, asked } = worn(false);
    showScreen('/wellbeing', core);
    const control = await screen.findByRole('switch', { name: 'Use wearables' });
    expect(control.getAttribute('aria-checked')).toBe('false');
    expect(screen.getByText(/No such device knows what you feel/)).toBeTruthy();
    await userEvent.click(control);
    expect(await screen.findByText(/^On since/)).toBeTruthy();
    expect(asked).toContainEqual(['sensing.enable', { version: 3 }]);
  });

  it('says what is stored, the fullest first, and what of it is empty', async () => {
    showScreen('/wellbeing', worn(true).core);
    const region = await screen.findByRole('region', { name: 'What is stored' });
    expect(within(region).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Readingssince Nov 3, 2026erased after 365 days22',
      'Stress momentssince Nov 3, 2026erased after 180 days4',
    ]);
    expect(within(region).getByText('Nothing of these: Profile.')).toBeTruthy();
  });

  it('erases only after being asked a second time', async () => {
    const { core, asked } = worn(true);
    showScreen('/wellbeing', core);
    await userEvent.click(await screen.findByRole('button', { name: 'Erase for good' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/26 things.*cannot be undone/)).toBeTruthy();
    expect(asked.some(([name]) => name === 'privacy.erase')).toBe(false);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Erase for good' }));
    await waitFor(() => expect(screen.getByRole('switch', { name: 'Use wearables' }).getAttribute('aria-checked')).toBe('false'));
    expect(asked.filter(([name]) => name === 'privacy.erase')).toHaveLength(1);
  });
});

describe('devices', () => {
  it('leads to the switch while it is off, and asks no radio', async () => {
    const { core, asked } = worn(false);
    showScreen('/wellbeing/devices', core);
    expect(await screen.findByRole('heading', { name: 'Wearables are off' })).toBeTruthy();
    expect(asked.some(([name]) => name === 'devices.adapter')).toBe(false);
  });

  it('says what is wrong with Bluetooth and what to do about it', async () => {
    showScreen('/wellbeing/devices', worn(true, { 'devices.adapter': { usable: false, state: 'no_service', problem: null, advice: null, simulated: false } }).core);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/The Bluetooth service does not run.*systemctl start bluetooth/);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Look for devices' }).disabled).toBe(true);
  });

  it('finds devices and connects the one that is chosen', async () => {
    const found = { device: 'd-7', name: 'Muse-77A0', mark: '77A0', address: null, kind: 'headband', signal: -58, simulated: true, known: false };
    const { core, asked } = worn(true, { 'devices.adapter': { usable: true, state: 'on', problem: null, advice: null, simulated: true }, 'devices.scan': { items: [found] }, 'devices.connect': {} });
    showScreen('/wellbeing/devices', core);
    await userEvent.click(await screen.findByRole('button', { name: 'Look for devices' }));
    const around = await screen.findByRole('region', { name: 'Found nearby' });
    expect(within(around).getByText('Simulated')).toBeTruthy();
    await userEvent.click(within(around).getByRole('button', { name: 'Connect Muse-77A0' }));
    expect(asked).toContainEqual(['devices.connect', { device: 'd-7' }]);
  });
});

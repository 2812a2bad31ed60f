import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Transport } from '@/api';
import { showScreen } from '@/api/testing/screen';
import { HEADBAND, wornCore } from '../testing/worn';

const track = (name: string) => ({ name, unit: 'uV', rate: 256 });
const recording = (part: object = {}) => ({
  id: 'a'.repeat(32), started_at: '2026-11-19T08:00:00.000Z', seconds: 185, bytes: 4_200_000, source: 'Muse-51F0', simulated: true, tracks: ['TP9', 'AF7', 'AF8', 'TP10', 'HR', 'RR', 'state'].map(track), damaged: null, ...part,
});
const NOW = { id: 'b'.repeat(32), started_at: '', seconds: 65, packets: 10, bytes: 100, source: 'Muse-51F0', simulated: true, failed: null };
const radio = { 'devices.adapter': { usable: true, state: 'on', problem: null, advice: null, simulated: true }, 'devices.reconnect': { items: [HEADBAND] } };

describe('the recordings', () => {
  it('say what they hold, are played on the live screen and deleted after being asked', async () => {
    const { core, told } = wornCore({
      ...radio, 'recordings.list': { items: [recording()], place: '/data/my.db.recordings' }, 'recordings.status': { recording: null, playing: null },
      'recordings.delete': { id: '' }, 'recordings.play': { id: 'a', device: 'replay Muse-51F0', seconds: 0, speed: 1 },
    });
    showScreen('/wellbeing/devices?tab=recordings', core);
    const row = await screen.findByText('TP9, AF7, AF8, TP10, HR, RR, and 1 more');
    expect(within(row.closest('li')!).getByText('3:05')).toBeTruthy();
    expect(within(row.closest('li')!).getByText('Simulated')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /^Delete the recording/ }));
    expect(told('recordings.delete')).toHaveLength(0);
    await userEvent.click(await screen.findByRole('button', { name: 'Delete for good' }));
    await waitFor(() => expect(told('recordings.delete')).toEqual([{ id: 'a'.repeat(32) }]));
    await userEvent.click(screen.getByRole('button', { name: 'Play' }));
    await waitFor(() => expect(window.location.hash).toContain('/wellbeing/live'));
  });

  it('are handed over as the bytes they are', async () => {
    const { core, told } = wornCore({
      ...radio, 'recordings.list': { items: [recording()], place: '' }, 'recordings.status': { recording: null, playing: null },
      'recordings.export': { file_name: 'r.edf', content: btoa('0\u0000\u00ff') },
    });
    const saved = vi.fn<Transport['saveFile']>(() => Promise.resolve());
    showScreen('/wellbeing/devices?tab=recordings', Object.assign(core, { saveFile: saved }));
    await userEvent.click(await screen.findByRole('button', { name: /^Export the recording/ }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'As EDF+' }));
    await waitFor(() => expect(saved).toHaveBeenCalledWith('r.edf', new Uint8Array([48, 0, 255]), 'application/octet-stream'));
    expect(told('recordings.export')).toEqual([{ id: 'a'.repeat(32), format: 'edf' }]);
  });

  it('that are damaged say so', async () => {
    showScreen('/wellbeing/devices?tab=recordings', wornCore({ ...radio, 'recordings.list': { items: [recording({ damaged: 'Piece 3 is damaged.', seconds: 0 })], place: '' } }).core);
    expect(await screen.findByText('Piece 3 is damaged.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Play' }).disabled).toBe(true);
  });

  it('are made on the live screen, which says for how long', async () => {
    let on = false;
    const { core, told } = wornCore({
      'recordings.status': () => ({ recording: on ? NOW : null, playing: null }),
      'recordings.start': () => ((on = true), { recording: NOW, playing: null }),
      'recordings.stop': () => ((on = false), recording()),
    });
    showScreen('/wellbeing/live', core);
    await userEvent.click(await screen.findByRole('button', { name: 'Record' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Stop 1:05' }));
    expect(await screen.findByText('Recorded: 3:05, 4.2 MB')).toBeTruthy();
    expect(told('recordings.stop')).toHaveLength(1);
  });
});

describe('a device of one’s own', () => {
  it('is renamed in its place, and kept from connecting by itself', async () => {
    const { core, told } = wornCore({ ...radio, 'wearables.update': {} });
    showScreen('/wellbeing/devices', core);
    await userEvent.click(await screen.findByRole('button', { name: 'Rename Muse-51F0' }));
    const field = await screen.findByRole('textbox', { name: 'Rename Muse-51F0' });
    await userEvent.clear(field);
    await userEvent.type(field, 'Blue band{Enter}');
    await waitFor(() => expect(told('wearables.update')).toEqual([{ id: 'w-1', name: 'Blue band' }]));
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Connect by itself' }));
    await waitFor(() => expect(told('wearables.update')[1]).toEqual({ id: 'w-1', reconnect: false }));
    // Those that are near and meant to be are connected when the screen opens.
    expect(told('devices.reconnect')).toHaveLength(1);
  });
});

describe('how long it is kept', () => {
  it('is changed for one part, and what is older erased at once', async () => {
    const retention = { readings_days: 365, moments_days: 180, recordings_days: 7 };
    const { core, told } = wornCore({ 'privacy.stored': { enabled: true, count: 0, retention, excluded_from: [], parts: [] }, 'profile.change': {}, 'privacy.tidy': { job: 'j' } });
    showScreen('/wellbeing', core);
    const field = await screen.findByLabelText('Recordings (days)');
    await userEvent.clear(field);
    await userEvent.type(field, '30{Enter}');
    await waitFor(() => expect(told('profile.change')).toEqual([{ retention: { ...retention, recordings_days: 30 } }]));
    await waitFor(() => expect(told('privacy.tidy')).toHaveLength(1));
    await userEvent.clear(field);
    await userEvent.type(field, '9999{Enter}');
    expect(await screen.findByText('Between 1 and 3,650.')).toBeTruthy();
  });
});

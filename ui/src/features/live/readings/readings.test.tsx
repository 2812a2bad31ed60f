import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { showScreen } from '@/api/testing/screen';
import { page, wornCore } from '../testing/worn';
import { spaced } from './Charts';
import { readingText, sourceText } from './measures';

const summary = { measure: 'heart_rate', count: 1200, first: '2026-10-01T08:00:00.000Z', last: '2026-11-19T08:00:00.000Z', newest: 62.4, sources: ['apple_health', 'device Muse-51F0'] };
const point = (at: string, value: number) => ({ at, value, least: value - 5, most: value + 5, count: 3 });
const series = (measure: string) => ({ measure, points: [point('2026-11-18T00:00:00.000Z', 60), point('2026-11-19T00:00:00.000Z', 64)], more: false, simulated: true });
const taken = { id: 'i-1', at: '2026-11-19T08:00:00.000Z', name: 'export.xml', format: 'apple_health', seen: 30, taken: 20, passed: 8, bad: 2, done: true };

describe('the readings', () => {
  it('are drawn by the wearer’s days, with what there is and who measured it', async () => {
    const { core, told } = wornCore({ 'readings.summary': { items: [summary] }, 'readings.list': ({ measure }: Record<string, unknown>) => series(String(measure)) });
    showScreen('/wellbeing/readings', core);
    expect(await screen.findByRole('figure', { name: 'Heart rate' })).toBeTruthy();
    expect(screen.getByText('Mean 62 bpm, between 55 bpm and 69 bpm')).toBeTruthy();
    expect(screen.getByText('Apple Health and device Muse-51F0')).toBeTruthy();
    expect(told('readings.list')[0]).toMatchObject({ measure: 'heart_rate', bucket: 'day', time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
    await userEvent.click(screen.getByRole('tab', { name: 'Day' }));
    await waitFor(() => expect(told('readings.list').at(-1)).toMatchObject({ bucket: 'minute' }));
  });

  it('lead to the import while there are none', async () => {
    showScreen('/wellbeing/readings', wornCore({ 'readings.summary': { items: [] }, 'readings.imports': { items: [] } }).core);
    await userEvent.click(await screen.findByRole('button', { name: 'Import a file' }));
    expect(await screen.findByText('No file yet')).toBeTruthy();
    expect(screen.getByText(/Health Connect\.zip/)).toBeTruthy();
  });

  it('can be told by hand', async () => {
    const { core, told } = wornCore({ 'readings.summary': { items: [] }, 'readings.add': { measure: 'heart_rate', value: 61, at: '' } });
    showScreen('/wellbeing/readings', core);
    await userEvent.click(await screen.findByRole('button', { name: 'Add a reading' }));
    await userEvent.type(await screen.findByLabelText('Value (bpm)'), '61');
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(told('readings.add')[0]).toMatchObject({ measure: 'heart_rate', value: 61 }));
  });
});

describe('the import', () => {
  it('shows its progress to the end, and reads the ledger anew', async () => {
    const done = { id: 'j-1', operation: 'readings.import', state: 'done', done: 10, total: 10, result: taken };
    const { core, told } = wornCore({ 'readings.imports': { items: [taken] }, 'readings.import': { job: 'j-1' }, 'jobs.get': done });
    showScreen('/wellbeing/readings?tab=imports', core);
    await userEvent.click(await screen.findByRole('button', { name: 'Choose a file' }));
    expect(await screen.findByText(/20 values taken\..*2 bad rows/)).toBeTruthy();
    expect(told('readings.import')).toEqual([{ file: 'f-1' }]);
    await waitFor(() => expect(told('readings.imports').length).toBeGreaterThan(1));
  });

  it('names the rows that could not be used, and takes a file back after being asked', async () => {
    const bad = [{ row: 3, code: 'bad_time', message: '“never” is no time.' }];
    const { core, told } = wornCore({ 'readings.imports': { items: [taken] }, 'readings.import_errors': page(bad), 'readings.remove_import': { removed: 20 } });
    showScreen('/wellbeing/readings?tab=imports', core);
    await userEvent.click(await screen.findByRole('button', { name: '2 bad rows' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('“never” is no time.')).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    await userEvent.click(screen.getByRole('button', { name: 'Take export.xml back' }));
    expect(told('readings.remove_import')).toHaveLength(0);
    await userEvent.click(await screen.findByRole('button', { name: 'Take back' }));
    await waitFor(() => expect(told('readings.remove_import')).toEqual([{ id: 'i-1' }]));
  });
});

describe('readings in words', () => {
  it('have their unit, and last in hours', () => {
    expect([readingText('heart_rate', 61.6), readingText('sleep', 425), readingText('steps', 8412)]).toEqual(['62 bpm', '7 h 5 min', '8,412']);
    expect([sourceText('health_connect 3'), sourceText('device Muse'), sourceText('somewhere')]).toEqual(['Health Connect', 'device Muse', 'somewhere']);
  });

  it('are not joined over what was not measured', () => {
    const points = ['2026-11-01', '2026-11-02', '2026-11-09'].map((day) => point(`${day}T00:00:00.000Z`, 60));
    expect(spaced(points, 'day').map(({ value }) => value)).toEqual([60, 60, null, 60]);
  });
});

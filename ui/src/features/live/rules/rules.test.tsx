import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { showScreen } from '@/api/testing/screen';
import { page, wornCore } from '../testing/worn';
import { flat, inWords, tree } from './condition';
import { moved } from './order';

const STRESS = { measure: 'stress', above: 65, until: 50 };
const rule = (part: object = {}) => ({
  id: 'r-1', name: 'Quieter colours under stress', condition: { all: [STRESS, { measure: 'confidence', above: 50 }] }, action: 'quieter_colours', strength: 1, priority: 60, for_seconds: 20, at_least_seconds: 60, pause_seconds: 120,
  enabled: true, activations: 3, active_at: null, note: null, ...part,
});
const second = rule({ id: 'r-2', name: 'A break', condition: { not: { all: [{ any: [STRESS] }] } }, action: 'suggest_break', priority: 40, activations: 0 });

describe('the rules', () => {
  it('stand in words, the higher first, and are switched, moved and restored', async () => {
    const { core, told } = wornCore({ 'sensing_rules.list': page([rule(), second]), 'sensing_rules.update': {}, 'rules.reset': { restored: 2 } });
    showScreen('/wellbeing/suggestions/rules', core);
    expect(await screen.findByText('Stress above 65 and Confidence above 50 → Quieter colours')).toBeTruthy();
    expect(screen.getByText('not (Stress above 65) → Suggest a break')).toBeTruthy();
    expect(screen.getByText('3 times on')).toBeTruthy();
    await userEvent.click(screen.getByRole('switch', { name: 'Watch “A break”' }));
    await waitFor(() => expect(told('sensing_rules.update')).toEqual([{ id: 'r-2', enabled: false }]));
    await userEvent.click(screen.getByRole('button', { name: 'Move “A break” up' }));
    await waitFor(() => expect(told('sensing_rules.update').slice(1)).toEqual([{ id: 'r-2', priority: 60 }, { id: 'r-1', priority: 40 }]));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Move “A break” down' }).disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Restore starting rules' }));
    expect(told('rules.reset')).toHaveLength(0);
    await userEvent.click(await screen.findByRole('button', { name: 'Restore' }));
    expect(await screen.findByText('2 starting rules restored')).toBeTruthy();
  });

  it('are written comparison by comparison, and tried against the last days before they are kept', async () => {
    const tried = { times: 4, minutes: 12, measured_minutes: 600, fired: [{ at: '2026-11-18T09:00:00.000Z', minutes: 3 }], ignored: ['confidence'], simulated: false };
    const { core, told } = wornCore({ 'sensing_rules.list': page([]), 'rules.try': tried, 'sensing_rules.create': {} });
    showScreen('/wellbeing/suggestions/rules', core);
    await userEvent.click(await screen.findByRole('button', { name: 'New rule' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText(/^Name/), 'Slow down');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add a comparison' }));
    fireEvent.change(within(dialog).getByLabelText('Threshold of comparison 1'), { target: { value: '80' } });
    fireEvent.change(within(dialog).getByLabelText('Second threshold of comparison 1'), { target: { value: '' } });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Try against these days' }));
    expect(await within(dialog).findByText('It would have switched on 4 times.')).toBeTruthy();
    expect(within(dialog).getByText(/left out: Confidence/)).toBeTruthy();
    expect(told('rules.try')).toEqual([{ condition: { measure: 'stress', above: 80 }, for_seconds: 20, at_least_seconds: 60, pause_seconds: 120, days: 7 }]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(told('sensing_rules.create')[0]).toMatchObject({ name: 'Slow down', condition: { measure: 'stress', above: 80 }, action: 'suggest_break', priority: 50 }));
  });

  it('that are nested deeper are edited as a tree, and only kept when it is one', async () => {
    const { core } = wornCore({ 'sensing_rules.list': page([second]) });
    showScreen('/wellbeing/suggestions/rules', core);
    await userEvent.click(await screen.findByRole('button', { name: 'Edit “A break”' }));
    const text = await screen.findByLabelText('Condition as a tree');
    fireEvent.change(text, { target: { value: '{' } });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
    expect(screen.getByText('This is no JSON.')).toBeTruthy();
  });
});

describe('a condition', () => {
  it('is drawn as comparisons where it is flat, and goes back as it came', () => {
    for (const condition of [STRESS, { all: [STRESS, { state: ['calm'] }] }, { any: [STRESS, { measure: 'rmssd', below: 20 }] }]) expect(tree(flat(condition)!)).toEqual(condition);
    expect(tree(flat(null)!)).toBeNull();
    for (const nested of [{ not: STRESS }, { all: [{ any: [STRESS] }] }, { measure: 'stress' }, { measure: 'stress', above: 1, below: 2 }]) expect(flat(nested)).toBeNull();
    expect(inWords({ any: [{ state: ['calm', 'focused'] }, { measure: 'rmssd', below: 20 }] })).toBe('state is Calm or Focused or Heart variability (RMSSD) below 20');
  });
});

describe('the order', () => {
  it('swaps priorities, and makes room where two are the same', () => {
    const rules = [60, 50, 50].map((priority, at) => ({ id: String(at), priority }));
    expect(moved(rules, 1, -1)).toEqual([{ id: '1', priority: 60 }, { id: '0', priority: 51 }]);
    expect(moved(rules, 2, -1)).toEqual([{ id: '2', priority: 51 }]);
    expect(moved(rules, 0, -1)).toEqual([]);
    const full = [100, 100].map((priority, at) => ({ id: String(at), priority }));
    expect(moved(full, 1, -1)).toEqual([{ id: '0', priority: 99 }]);
  });
});

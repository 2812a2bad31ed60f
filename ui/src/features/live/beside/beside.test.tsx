import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '@/api';
import { showScreen } from '@/api/testing/screen';
import { runAction } from '@/shared/actions';
import { setCalm } from '@/shared/calm';
import { toast } from '@/shared/ui';
import { FakeMirror } from '../testing/mirror';

let mirror: FakeMirror;

beforeEach(() => {
  mirror = new FakeMirror();
});

const offer = () => screen.findByRole('region', { name: 'A suggestion' });
const show = () => showScreen('/contacts', mirror.core);

const effect = (name: string, strength: number) => ({ effect: name, strength, rule: 'r', rule_name: 'Under stress', since: '2026-11-20T10:00:00.000Z' });

describe('a suggestion beside the screen', () => {
  it('is told politely, takes no focus, and says what led to it', async () => {
    mirror.suggest({});
    show();
    const line = await offer();
    expect(line.closest('[role="status"]')).toBeTruthy();
    expect(line.contains(document.activeElement)).toBe(false);
    expect(line.textContent).toMatch(/A break would do you good.*Minutes since the last break 95 \(limit 90\).*Simulated/);
  });

  it('begins the break it suggests, which shows with its length', async () => {
    mirror.suggest({});
    show();
    await userEvent.click(within(await offer()).getByRole('button', { name: 'Take a break' }));
    expect(mirror.inputs('breaks.start')).toEqual([{ suggestion: 'g-1' }]);
    const line = await screen.findByRole('region', { name: 'On a break' });
    expect(line.textContent).toMatch(/of 5:00/);
    expect(screen.queryByRole('region', { name: 'A suggestion' })).toBeNull();
    await userEvent.click(within(line).getByRole('button', { name: 'End the break' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'On a break' })).toBeNull());
  });

  it('can be answered from the palette as well', async () => {
    mirror.suggest({});
    show();
    await offer();
    expect(runAction('offer.dismiss')).toBe(true);
    await waitFor(() => expect(mirror.inputs('suggestions.answer')).toEqual([{ id: 'g-1', answer: 'dismissed' }]));
    await waitFor(() => expect(runAction('offer.take')).toBe(false));
  });

  it('comes back when the core refused the answer', async () => {
    mirror.refused['suggestions.answer'] = new ApiError({ title: 'Busy', status: 503, code: 'busy', detail: 'Try again.' });
    mirror.suggest({});
    show();
    await userEvent.click(within(await offer()).getByRole('button', { name: 'Not now' }));
    expect((await screen.findAllByText('Your answer was not kept')).length).toBeGreaterThan(0);
    expect(await offer()).toBeTruthy();
  });

  it('is not made of what is long past', async () => {
    mirror.suggest({ suggested_at: new Date(Date.now() - 3_600_000).toISOString() });
    show();
    await waitFor(() => expect(mirror.inputs('suggestions.list')).not.toEqual([]));
    await screen.findByRole('heading', { name: 'Contacts' });
    expect(screen.queryByRole('region', { name: 'A suggestion' })).toBeNull();
  });
});

describe('a script in a call', () => {
  beforeEach(() => {
    mirror.ring();
    mirror.suggest({ what: 'script', call: 'w-1', script: 'k-1' });
  });

  it('is shown large once it is taken', async () => {
    show();
    await userEvent.click(within(await offer()).getByRole('button', { name: 'Show it' }));
    const panel = await screen.findByRole('region', { name: 'What to say' });
    expect(within(panel).getByText('I hear that this made you angry.')).toBeTruthy();
    expect(mirror.inputs('suggestions.answer')).toEqual([{ id: 'g-1', answer: 'taken' }]);
    await userEvent.click(within(panel).getByRole('button', { name: 'Helpful' }));
    expect(mirror.inputs('suggestions.feedback')).toEqual([{ id: 'g-1', feedback: 'helpful' }]);
    await userEvent.click(within(panel).getByRole('button', { name: 'Close the script' }));
    expect(screen.queryByRole('region', { name: 'What to say' })).toBeNull();
  });

  it('is never offered again for a situation, until that is taken back', async () => {
    show();
    await userEvent.click(within(await offer()).getByRole('button', { name: 'Never for “Anger”' }));
    await waitFor(() => expect(mirror.muted).toEqual(['anger']));
    expect(mirror.inputs('suggestions.answer')).toEqual([{ id: 'g-1', answer: 'dismissed' }]);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(mirror.muted).toEqual([]));
  });

  it('can be asked for by what is going on', async () => {
    show();
    const line = await screen.findByRole('region', { name: 'Call in progress' });
    await userEvent.click(within(line).getByRole('button', { name: 'What to say' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Anger' }));
    const panel = await screen.findByRole('region', { name: 'What to say' });
    await userEvent.click(within(panel).getByRole('tab', { name: 'One thing at a time' }));
    expect(within(panel).getByText('Let us take this step by step.')).toBeTruthy();
    expect(mirror.inputs('calls.suggest')).toEqual([{ situation: 'anger' }]);
  });

  it('is offered in its own call only', async () => {
    mirror.running = { ...mirror.running, call: 'w-9' };
    show();
    await screen.findByRole('region', { name: 'Call in progress' });
    expect(screen.queryByRole('region', { name: 'A suggestion' })).toBeNull();
  });
});

describe('a calmer screen', () => {
  it('says why, and is as always again on a click', async () => {
    mirror.effects = [effect('larger_text', 2), effect('quieter_colours', 1)];
    show();
    const why = await screen.findByRole('list', { name: 'Why the screen is calmer now' });
    expect(within(why).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/^Larger text.*because of “Under stress”, since/), expect.stringMatching(/^Quieter colours/)]);
    const page = document.documentElement.dataset;
    expect([page['text'], page['colours']]).toEqual(['2', '1']);
    await userEvent.click(screen.getByRole('button', { name: 'Take back: Larger text' }));
    await waitFor(() => expect(page['text']).toBeUndefined());
    expect(page['colours']).toBe('1');
    expect(mirror.inputs('effects.end')).toEqual([{ effect: 'larger_text' }]);
  });

  it('is as always when the mirror goes', async () => {
    mirror.effects = [effect('slower_pacing', 3)];
    const { unmount } = show();
    await waitFor(() => expect(document.documentElement.dataset['pace']).toBe('3'));
    unmount();
    expect(document.documentElement.dataset['pace']).toBeUndefined();
  });

  it('holds notices back but never what went wrong, and tells of them afterwards', async () => {
    show();
    await screen.findByRole('heading', { name: 'Contacts' });
    setCalm({ fewer_notifications: 1 });
    toast('Import finished');
    toast('Deleted', { action: { label: 'Undo', run: () => undefined } });
    toast('The disk is full', { look: 'bad' });
    expect((await screen.findAllByText('The disk is full')).length).toBeGreaterThan(0);
    expect(screen.queryAllByText('Deleted').length).toBeGreaterThan(0);
    expect(screen.queryByText('Import finished')).toBeNull();
    setCalm({});
    expect((await screen.findAllByText('1 notice was held back')).length).toBeGreaterThan(0);
    expect(screen.getAllByText('Import finished').length).toBeGreaterThan(0);
  });
});

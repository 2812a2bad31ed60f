import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '@/api';
import { showScreen } from '@/api/testing/screen';
import { actionSubject, runAction } from '@/shared/actions';
import { FakeMirror } from '../testing/mirror';

let mirror: FakeMirror;

beforeEach(() => {
  mirror = new FakeMirror();
});

const line = () => screen.findByRole('region', { name: 'Call in progress' });

describe('calls', () => {
  it('cost nothing and offer nothing while the mirror is off', async () => {
    mirror = new FakeMirror(false);
    showScreen('/contacts/c-0', mirror.core);
    await screen.findByRole('heading', { name: 'Amélie Fontaine' });
    await userEvent.click(screen.getAllByRole('button', { name: 'More' })[0]!);
    expect(screen.queryByRole('menuitem', { name: /timed call/ })).toBeNull();
    expect(mirror.asked.filter(([name]) => /^(calls|suggestions|breaks|effects)\./.test(name))).toEqual([]);
  });

  it('start from a person, run beside the screen, end, and are asked about', async () => {
    showScreen('/contacts/c-0', mirror.core);
    await screen.findByRole('heading', { name: 'Amélie Fontaine' });
    await waitFor(() => expect(runAction('call.start')).toBe(true));
    expect(within(await line()).getByRole('timer').textContent).toMatch(/^2:0\d$/);
    expect(mirror.inputs('calls.start')).toEqual([{ contact: 'c-0' }]);
    await userEvent.click(within(await line()).getByRole('button', { name: 'End' }));
    const over = await screen.findByRole('region', { name: 'The call that just ended' });
    await userEvent.click(within(over).getByRole('button', { name: 'Stressed' }));
    expect(mirror.inputs('profile.label')).toEqual([{ state: 'stressed', call: 'w-1' }]);
    await userEvent.click(within(over).getByRole('combobox', { name: 'Outcome' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Reached' }));
    await waitFor(() => expect(mirror.core.data['activities']!.find(({ id }) => id === 't-0')!['outcome']).toBe('reached'));
    await userEvent.click(within(over).getByRole('button', { name: 'Look back' }));
    expect(await screen.findByRole('heading', { name: 'The late delivery' })).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'The call that just ended' })).toBeNull();
  });

  it('say in the line what the signals resemble, and show the course on demand', async () => {
    mirror.ring();
    mirror.core.frames['live.watch'] = [{ type: 'observation', at: Date.now(), device: 'd', simulated: true, features: {}, state: 'stressed', confidence: 0.8, reasons: [], bands: [], spectra: [], rr: [], quality: [] }];
    showScreen('/contacts', mirror.core);
    const strip = await line();
    await within(strip).findByText('Stressed');
    expect(within(strip).getByText('1 stress moment')).toBeTruthy();
    expect(within(strip).getByText('Simulated')).toBeTruthy();
    await userEvent.click(within(strip).getByRole('button', { name: 'Show the course' }));
    expect(within(strip).getByRole('figure', { name: 'Stress along the call' })).toBeTruthy();
  });

  it('start about the row of a list that is meant', async () => {
    showScreen('/contacts', mirror.core);
    await screen.findByRole('heading', { name: 'Contacts' });
    await waitFor(() => expect(actionSubject()).toBeTruthy());
    await waitFor(() => expect(runAction('call.start')).toBe(true));
    await line();
    expect(mirror.inputs('calls.start')).toEqual([{ contact: actionSubject()!.id }]);
  });

  it('can be about somebody or something, and say why one did not start', async () => {
    mirror.refused['calls.start'] = new ApiError({ title: 'Bad request', status: 400, code: 'bad_request', detail: 'A call is on already; end it first.' });
    showScreen('/wellbeing/calls', mirror.core);
    await userEvent.type(await screen.findByRole('textbox', { name: 'What it is about' }), 'The invoice');
    await userEvent.click(screen.getByRole('button', { name: 'Start the call' }));
    expect((await screen.findAllByText(/A call is on already/)).length).toBeGreaterThan(0);
    expect(mirror.inputs('calls.start')).toEqual([{ subject: 'The invoice' }]);
  });

  it('have a page with the stress moments, their reasons, and the way to the activity', async () => {
    mirror.ring();
    await mirror.core.call('calls.end', {});
    mirror.moments.push({ id: 'm-1', call: 'w-1', began_at: mirror.calls[0]!['started_at'], ended_at: mirror.calls[0]!['ended_at'], created_at: '', peak: 90, reason: 'heart_rate', reasons: [{ code: 'heart_rate', value: 96, against: 68, weight: 0.6 }], simulated: true });
    showScreen('/wellbeing/calls/w-1', mirror.core);
    const moments = await screen.findByRole('region', { name: 'Stress moments' });
    expect((await within(moments).findAllByRole('listitem'))[0]!.textContent).toMatch(/up to 90.*Heart rate 96 \(usual 68\)/);
    expect(screen.getByRole('link', { name: 'The activity' }).getAttribute('href')).toMatch(/\/activities\/t-0$/);
    expect(screen.getByText('Simulated devices are in use. What they send says nothing about you.')).toBeTruthy();
  });

  it('keep the private note while it is written, and what could not be saved until it can', async () => {
    mirror.ring();
    await mirror.core.call('calls.end', {});
    showScreen('/wellbeing/calls/w-1', mirror.core);
    const note = await screen.findByRole('textbox', { name: 'Private note' });
    mirror.refused['calls.note'] = new ApiError({ title: 'Storage', status: 507, code: 'storage', detail: 'The disk is full.' });
    await userEvent.type(note, 'Breathe');
    await userEvent.tab();
    expect((await screen.findByRole('alert')).textContent).toMatch(/Not saved yet/);
    delete mirror.refused['calls.note'];
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(mirror.calls[0]!['note']).toBe('Breathe'));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

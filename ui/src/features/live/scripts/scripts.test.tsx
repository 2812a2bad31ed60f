import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '@/api';
import { showScreen } from '@/api/testing/screen';
import { FakeMirror } from '../testing/mirror';

let mirror: FakeMirror;

beforeEach(() => {
  mirror = new FakeMirror();
});

const show = () => showScreen('/wellbeing/calls/scripts', mirror.core);

describe('scripts', () => {
  it('are grouped by situation, and found by what they say', async () => {
    show();
    const anger = (await screen.findByRole('heading', { name: 'Anger' })).closest('section')!;
    expect(within(anger).getAllByRole('listitem')).toHaveLength(2);
    await userEvent.type(screen.getByRole('searchbox'), 'moment');
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Anger' })).toBeNull());
    expect(screen.getByRole('heading', { name: 'Overwhelmed' })).toBeTruthy();
  });

  it('are rewritten as one step, and refused where they are', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: /^Name the feeling/ }));
    const form = await screen.findByRole('form', { name: 'Script' });
    const title = within(form).getByRole('textbox', { name: /^Title/ });
    await userEvent.clear(title);
    mirror.refused['scripts.update'] = new ApiError({ title: 'Validation failed', status: 422, code: 'validation', fields: [{ field: 'title', code: 'required', message: 'This is needed.' }] });
    await userEvent.click(within(form).getByRole('button', { name: 'Save' }));
    expect((await within(form).findByRole('alert')).textContent).toBeTruthy();
    expect(title.getAttribute('aria-invalid')).toBe('true');
    delete mirror.refused['scripts.update'];
    await userEvent.type(title, 'Say it back');
    await userEvent.click(within(form).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(mirror.scripts[0]!['title']).toBe('Say it back'));
    expect(mirror.inputs('scripts.update').at(-1)).toMatchObject({ id: 'k-1', if_match: '1', situation: 'anger' });
  });

  it('are made new and deleted with a way back', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'New script' }));
    const form = await screen.findByRole('form', { name: 'New script' });
    await userEvent.type(within(form).getByRole('textbox', { name: /^Title/ }), 'Silence');
    await userEvent.type(within(form).getByRole('textbox', { name: /^What to say/ }), 'Take your time.');
    await userEvent.click(within(form).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(mirror.scripts).toHaveLength(4));
    expect(mirror.inputs('scripts.create')).toEqual([{ title: 'Silence', body: 'Take your time.', situation: 'other', language: 'en', states: [], retired: false }]);
  });

  it('are put in order from the keyboard as well', async () => {
    show();
    expect((await screen.findByRole<HTMLButtonElement>('button', { name: 'Move up: Name the feeling' })).disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Move up: One thing at a time' }));
    await userEvent.click(screen.getByRole('button', { name: 'Move down: Name the feeling' }));
    expect(mirror.inputs('scripts.move')).toEqual([{ id: 'k-2', before: 'k-1' }, { id: 'k-2', before: 'k-1' }]);
  });

  it('of a situation can be kept from being offered unasked', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Offer nothing unasked for “Anger”' }));
    expect(await screen.findByRole('button', { name: 'Offer scripts for “Anger” again' })).toBeTruthy();
    expect(mirror.inputs('calls.mute')).toEqual([{ situation: 'anger', muted: true }]);
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { showScreen } from '@/api/testing/screen';

async function eszter() {
  const shown = showScreen('/contacts/c-4');
  await screen.findByRole('heading', { level: 1, name: 'Eszter Kovács' });
  return { ...shown, user: userEvent.setup() };
}

describe('the page of a record', () => {
  it('edits a field where it stands and goes back in its history', async () => {
    const { user, core } = await eszter();
    await user.click(screen.getByRole('button', { name: /Edit City/ }));
    const input = await screen.findByRole('textbox', { name: 'City' });
    await user.clear(input);
    await user.type(input, 'Wien{Enter}');
    await waitFor(() => expect(core.data['contacts']![4]!['city']).toBe('Wien'));
    expect(await screen.findByText('Mara Lindt changed City')).toBeDefined();

    await user.click(screen.getByRole('button', { name: 'History of City' }));
    await user.click(await screen.findByRole('button', { name: 'Go back to Budapest' }));
    await waitFor(() => expect(core.data['contacts']![4]!['city']).toBe('Budapest'));
  });

  it('writes down a call, shown in the timeline at once', async () => {
    const { user, core } = await eszter();
    const before = core.data['activities']!.length;
    await user.click(screen.getByRole('tab', { name: 'Call' }));
    await user.type(await screen.findByRole('textbox', { name: 'Subject' }), 'Asked for references');
    await user.type(screen.getByRole('textbox', { name: 'Call' }), 'Two sites.{Control>}{Enter}{/Control}');
    await waitFor(() => expect(core.data['activities']!.length).toBe(before + 1));
    expect(core.data['activities']![0]).toMatchObject({ type: 'call', subject: 'Asked for references', contact: 'c-4', account: 'a-4' });
    const story = screen.getByRole('region', { name: 'Timeline' });
    expect(await within(story).findByText('Asked for references')).toBeDefined();
  });

  it('moves to the trash and comes back by undo', async () => {
    const { user, core } = await eszter();
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Move to the trash' }));
    await waitFor(() => expect(core.data['contacts']![4]!.deleted_at).not.toBeNull());
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/contacts(\?|$)/));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(core.data['contacts']![4]!.deleted_at).toBeNull());
  });

  it('says so when there is no such record', async () => {
    showScreen('/contacts/nobody');
    expect(await screen.findByText('What was asked for is not there any more.')).toBeDefined();
    expect(screen.getByText('not_found')).toBeDefined();
  });
});

describe('a new record', () => {
  it('is made from the descriptor, and names the field that is missing', async () => {
    const { core } = showScreen('/accounts');
    const user = userEvent.setup();
    await screen.findByRole('grid', { name: 'Accounts' });
    await user.click(screen.getAllByRole('button', { name: 'New account' })[0]!);
    const dialog = await screen.findByRole('dialog', { name: 'New account' });
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    expect(await within(dialog).findByText('“Name” is needed.')).toBeDefined();
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Visegrád Glass');
    await user.click(within(dialog).getByRole('button', { name: 'Create' }));
    await waitFor(() => expect(core.data['accounts']![0]!['name']).toBe('Visegrád Glass'));
    expect(await screen.findByText('Visegrád Glass created')).toBeDefined();
  });
});

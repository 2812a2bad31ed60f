import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '@/api';
import { FakeTransport } from '@/api/testing/fake';
import { showScreen } from '@/api/testing/screen';

beforeEach(() => localStorage.clear());

async function contacts(core = new FakeTransport(60)) {
  const shown = showScreen('/contacts', core);
  const grid = await screen.findByRole('grid', { name: 'Contacts' });
  await within(grid).findByText('Amélie Fontaine');
  const user = userEvent.setup();
  grid.focus();
  return { ...shown, grid, user };
}

function current(grid: HTMLElement): HTMLElement {
  return document.getElementById(grid.getAttribute('aria-activedescendant')!)!;
}

function place(grid: HTMLElement): [number, number] {
  const cell = current(grid);
  return [Number(cell.closest('[role="row"]')!.getAttribute('aria-rowindex')), Number(cell.getAttribute('aria-colindex'))];
}

describe('the grid', () => {
  it('tells how many rows and columns there are', async () => {
    const { grid } = await contacts();
    expect(grid.getAttribute('aria-rowcount')).toBe('61');
    expect(grid.getAttribute('aria-colcount')).toBe('9');
  });

  it('is walked by arrows, Home, End and Page keys', async () => {
    const { grid, user } = await contacts();
    expect(place(grid)).toEqual([2, 2]);
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    expect(place(grid)).toEqual([4, 3]);
    await user.keyboard('{End}');
    expect(place(grid)).toEqual([4, 9]);
    await user.keyboard('{Home}');
    expect(place(grid)).toEqual([4, 1]);
    await user.keyboard('{Control>}{Home}{/Control}{ArrowUp}');
    expect(place(grid)).toEqual([1, 1]);
    await user.keyboard('{ArrowDown}{PageDown}');
    expect(place(grid)[0]).toBeGreaterThan(10);
  });

  it('edits a cell in place: Enter opens and keeps, Esc reverts', async () => {
    const { grid, user, core } = await contacts();
    await user.keyboard('{ArrowRight}{ArrowRight}{Enter}');
    const editor = await within(grid).findByRole('textbox', { name: 'Title' });
    await user.clear(editor);
    await user.type(editor, 'Chief buyer{Enter}');
    await waitFor(() => expect(core.data['contacts']![0]!['title']).toBe('Chief buyer'));
    expect(document.activeElement).toBe(grid);
    expect(current(grid).textContent).toBe('Chief buyer');

    await user.keyboard('{F2}');
    await user.type(await within(grid).findByRole('textbox', { name: 'Title' }), 'nonsense{Escape}');
    expect(current(grid).textContent).toBe('Chief buyer');
    expect(core.data['contacts']![0]!['title']).toBe('Chief buyer');
  });

  it('paints an edit at once, and rolls it back with the reason beside it', async () => {
    const { grid, user, core } = await contacts();
    let refuse!: (error: ApiError) => void;
    core.intercept = (name) => (name === 'contacts.update' ? new Promise((_, reject) => { refuse = reject; }) : undefined);
    await user.keyboard('{ArrowRight}{ArrowRight}{Enter}');
    const editor = await within(grid).findByRole('textbox', { name: 'Title' });
    await user.clear(editor);
    await user.type(editor, 'Too long{Enter}');
    expect(current(grid).textContent).toBe('Too long');
    refuse(new ApiError({ title: '', status: 422, code: 'validation', fields: [{ field: 'title', message: 'At most 200 letters.' }] }));
    expect(await within(grid).findByRole('alert')).toHaveProperty('textContent', 'Not saved. At most 200 letters.');
    expect(current(grid).textContent).toBe('Head of Purchasing');
  });

  it('selects with Space, Shift and all, and deletes and restores many as one step', async () => {
    const { grid, user, core } = await contacts();
    await user.keyboard(' {ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(await screen.findByText('3 selected')).toBeDefined();
    await user.keyboard('{Escape}');
    expect(screen.queryByText(/selected/)).toBeNull();
    await user.keyboard('{Control>}a{/Control} ');
    expect(await screen.findByText('59 selected')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(core.data['contacts']!.filter((row) => row.deleted_at).length).toBe(59));
    expect(await screen.findByText('59 contacts in the trash')).toBeDefined();
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('2'));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(core.data['contacts']!.filter((row) => row.deleted_at).length).toBe(0));
  });

  it('sorts by a header, and by a second one with Shift', async () => {
    const { grid, user } = await contacts();
    await user.click(within(grid).getByRole('button', { name: 'City' }));
    await waitFor(() => expect(window.location.hash).toContain('city'));
    const header = within(grid).getByRole('columnheader', { name: /City/ });
    expect(header.getAttribute('aria-sort')).toBe('ascending');
    await user.keyboard('{Shift>}');
    await user.click(within(grid).getByRole('button', { name: 'Title' }));
    await user.keyboard('{/Shift}');
    await waitFor(() => expect(decodeURIComponent(window.location.hash)).toContain('["city","title"]'));
  });

  it('opens a record from its name', async () => {
    const { user } = await contacts();
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/contacts\/c-/));
    expect((await screen.findByRole('heading', { level: 1 })).textContent).not.toBe('');
  });
});

describe('what is done with many', () => {
  it('sets one field of all selected, and nothing before something was put in', async () => {
    const { user, core } = await contacts();
    await user.keyboard(' {ArrowDown}{Shift>}{ArrowDown}{/Shift}');
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    await user.type(await screen.findByRole('textbox', { name: 'Find a field' }), 'depart{Enter}');
    const field = await screen.findByRole('textbox', { name: 'Department' });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Change 2 records' }).disabled).toBe(true);
    await user.type(field, 'Purchasing{Enter}');
    await waitFor(() => expect(core.data['contacts']!.filter((row) => row['department'] === 'Purchasing').length).toBe(2));
    expect(await screen.findByText('2 contacts changed')).toBeDefined();
  });
});

describe('a list', () => {
  it('is narrowed by a condition that is typed', async () => {
    const { user, grid } = await contacts();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.type(await screen.findByRole('textbox', { name: 'Find a field' }), 'city{Enter}');
    await user.type(await screen.findByRole('textbox', { name: 'City' }), 'Lyon{Enter}');
    await waitFor(() => expect(screen.getByRole('grid', { name: 'Contacts' }).getAttribute('aria-rowcount')).toBe('4'));
    expect(screen.getByRole('button', { name: 'City contains Lyon' })).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Remove City' }));
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('61'));
  });

  it('keeps its filter in the address and clears it when nothing is found', async () => {
    const { user, grid } = await contacts();
    const search = screen.getByRole('searchbox', { name: 'Search this list' });
    await user.type(search, 'zzzz');
    await screen.findByText('Nothing found');
    expect(window.location.hash).toContain('zzzz');
    await user.click(screen.getByRole('button', { name: 'Clear filter' }));
    await screen.findByText('Amélie Fontaine');
    expect(grid).toBeDefined();
  });

  it('teaches its one next action when there is nothing', async () => {
    showScreen('/contacts', new FakeTransport(0));
    expect(await screen.findByText('No contacts yet')).toBeDefined();
    expect(screen.getAllByRole('button', { name: 'New contact' }).length).toBeGreaterThan(0);
  });

  it('says why it failed, with the code, and asks again', async () => {
    const core = new FakeTransport(20);
    core.intercept = (name) => (name === 'contacts.list' ? Promise.reject(new ApiError({ title: 'Storage', status: 507, code: 'storage', detail: 'The disk is full.', trace: 't-3' })) : undefined);
    showScreen('/contacts', core);
    expect(await screen.findByText('The disk is full.')).toBeDefined();
    expect(screen.getByText('storage · t-3')).toBeDefined();
    core.intercept = undefined;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Amélie Fontaine')).toBeDefined();
  });

  it('shows what somebody else changed, without being asked', async () => {
    const { core } = await contacts();
    await core.call('contacts.update', { id: 'c-0', title: 'Changed elsewhere' });
    expect(await screen.findByText('Changed elsewhere')).toBeDefined();
  });

  it('opens a saved view from the address', async () => {
    showScreen('/contacts?view=v-1');
    const tab = await screen.findByRole('tab', { name: 'Decision makers' });
    await waitFor(() => expect(tab.getAttribute('aria-selected')).toBe('true'));
    expect(await screen.findByText('Customer or Prospect')).toBeDefined();
  });
});

import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { clearActions, registerActions } from '@/shared/actions/registry';
import { preferences } from '@/shared/preferences';
import { features } from './features';
import { choose } from './menu';

afterEach(() => {
  clearActions();
  document.body.replaceChildren();
});

test('every item of the native menu that concerns the page is an action', () => {
  const words = JSON.parse(readFileSync('../assets/languages/window.en.json', 'utf8')) as Record<string, string>;
  const items = Object.keys(words).flatMap((id) => (id.startsWith('page.') ? [id.slice('page.'.length)] : []));
  const actions = features.flatMap((feature) => feature.actions ?? []).map((action) => action.id);
  expect(items.filter((item) => !item.startsWith('theme.') && !actions.includes(item))).toEqual([]);
});

test('a menu item is the action of the same name', () => {
  const run = vi.fn<() => void>();
  registerActions([{ id: 'edit.undo', label: 'action.undo', group: 'edit', run }]);
  choose('edit.undo');
  expect(run).toHaveBeenCalledOnce();
});

test('inside a text field, undo is the field’s own', () => {
  const run = vi.fn<() => void>();
  registerActions([{ id: 'edit.undo', label: 'action.undo', group: 'edit', run }]);
  document.execCommand = vi.fn<() => boolean>(() => true);
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  choose('edit.undo');
  expect(document.execCommand).toHaveBeenCalledWith('undo');
  expect(run).not.toHaveBeenCalled();
});

test('the themes are chosen by name', () => {
  choose('theme.dark');
  expect(preferences().theme).toBe('dark');
  choose('theme.system');
  expect(preferences().theme).toBe('system');
});

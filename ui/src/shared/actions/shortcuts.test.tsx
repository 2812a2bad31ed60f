import { fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setPreferences } from '../preferences';
import { useShortcuts } from './hooks';
import { isSingleKey, keyCaps } from './keys';
import { clearActions, registerActions } from './registry';

const ran = vi.fn<(id: string) => void>();

function Screen() {
  useShortcuts();
  return <input aria-label="field" />;
}

beforeEach(() => {
  clearActions();
  const action = (id: string, keys: string) => ({ id, label: 'action.undo' as const, group: 'app' as const, keys: [keys], run: () => ran(id) });
  registerActions([action('sequence', 'g c'), action('single', '/'), action('undo', 'mod+z'), action('palette', 'mod+k'), action('question', '?')]);
  ran.mockClear();
});

afterEach(() => setPreferences({ singleKeys: true }));

function press(...keys: (string | object)[]) {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, typeof key === 'string' ? { key } : key);
}

describe('shortcuts', () => {
  it('are single keys, sequences and Ctrl with a key', () => {
    render(<Screen />);
    press('/', 'g', 'c', { key: 'z', ctrlKey: true }, { key: '?', shiftKey: true });
    expect(ran.mock.calls.flat()).toEqual(['single', 'sequence', 'undo', 'question']);
  });

  it('of single keys can be switched off; the others stay', async () => {
    render(<Screen />);
    await setPreferences({ singleKeys: false });
    press('/', 'g', 'c', '?', { key: 'k', ctrlKey: true });
    expect(ran.mock.calls.flat()).toEqual(['palette']);
  });

  it('leave a text field its own keys', () => {
    const { getByLabelText } = render(<Screen />);
    getByLabelText('field').focus();
    press('/', 'g', 'c', { key: 'z', ctrlKey: true });
    expect(ran).not.toHaveBeenCalled();
    press({ key: 'k', ctrlKey: true });
    expect(ran.mock.calls.flat()).toEqual(['palette']);
  });

  it('know what is a single key and how keys are capped', () => {
    expect(['c', 'g c', '?'].every(isSingleKey)).toBe(true);
    expect(['mod+k', 'escape', 'delete'].some(isSingleKey)).toBe(false);
    expect(keyCaps('mod+shift+z')).toEqual(['Ctrl', '⇧', 'Z']);
    expect(keyCaps('g c')).toEqual(['G', 'C']);
  });
});

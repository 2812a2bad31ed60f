import { describe, expect, it } from 'vitest';
import { clearActions, isAvailable, offer, registerActions, allActions, availableActions, runAction } from '@/shared/actions/registry';
import { ACTION_GROUPS } from '@/shared/actions';
import { hasText } from '@/shared/i18n';
import { features } from './features';

describe('the action registry', () => {
  const actions = features.flatMap((feature) => feature.actions ?? []);

  it('has no two actions with one key', () => {
    const keys = actions.flatMap((action) => action.keys ?? []);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('has no single key that is the beginning of a sequence', () => {
    const keys = actions.flatMap((action) => action.keys ?? []);
    const first = new Set(keys.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]));
    expect(keys.filter((key) => first.has(key))).toEqual([]);
  });

  it('puts every action into the palette, named and grouped', () => {
    clearActions();
    registerActions(actions);
    for (const action of actions.filter((candidate) => !candidate.run)) offer(action.id, () => undefined);
    expect(availableActions().map((action) => action.id)).toEqual(actions.map((action) => action.id));
    for (const action of allActions()) {
      expect(hasText(action.label)).toBe(true);
      expect(ACTION_GROUPS).toContain(action.group);
    }
  });

  it('offers an action of a screen only while the screen can do it', () => {
    clearActions();
    registerActions([{ id: 'x', label: 'action.undo', group: 'edit' }]);
    const action = allActions()[0]!;
    expect(isAvailable(action)).toBe(false);
    const done: string[] = [];
    const below = offer('x', () => done.push('below'));
    const above = offer('x', () => done.push('above'));
    expect(runAction('x')).toBe(true);
    above();
    runAction('x');
    below();
    expect(runAction('x')).toBe(false);
    expect(done).toEqual(['above', 'below']);
  });
});

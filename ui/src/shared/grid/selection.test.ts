import { describe, expect, it } from 'vitest';
import { EVERYTHING, NOTHING, isSelected, select, selectedCount, targetOf, toggle } from './selection';

describe('the selection', () => {
  it('is a set of rows', () => {
    const two = toggle(toggle(NOTHING, 'a'), 'b');
    expect(selectedCount(two, 10)).toBe(2);
    expect(isSelected(toggle(two, 'a'), 'a')).toBe(false);
    expect(targetOf(two, { search: 'x' })).toEqual({ ids: ['a', 'b'] });
  });

  it('is everything the filter finds, except some', () => {
    const filter = { field: 'kind', op: 'eq', value: 'customer' } as const;
    const most = toggle(EVERYTHING, 'a');
    expect(selectedCount(most, 1_000_000)).toBe(999_999);
    expect(isSelected(most, 'a')).toBe(false);
    expect(isSelected(toggle(most, 'a'), 'a')).toBe(true);
    expect(targetOf(most, { filter })).toEqual({ filter, except: ['a'] });
  });

  it('takes a range in and out', () => {
    const range = select(NOTHING, ['a', 'b', 'c']);
    expect(selectedCount(select(range, ['b'], false), 10)).toBe(2);
    expect(selectedCount(select(EVERYTHING, ['b', 'c'], false), 10)).toBe(8);
  });
});

import { expect, it } from 'vitest';
import { after, steady } from './steady';

it('shows the state that was seen most of late, of equals the newer one', () => {
  expect(steady([])).toBeUndefined();
  expect(steady(['calm', 'stressed', 'calm'])).toBe('calm');
  expect(steady(['calm', 'stressed'])).toBe('stressed');
});

it('forgets what is long past', () => {
  let states: readonly string[] = Array.from({ length: 12 }, () => 'calm');
  for (let second = 0; second < 7; second++) states = after(states, 'stressed');
  expect(states).toHaveLength(12);
  expect(steady(states)).toBe('stressed');
});

import { describe, expect, it } from 'vitest';
import { en } from '@/catalogue/en';
import { features } from './features';

describe('what features say in the sidebar and the palette', () => {
  it('is among the words the screen starts with', () => {
    const places = features.flatMap(({ nav = [] }) => nav.map(({ label }) => label));
    const actions = features.flatMap((feature) => feature.actions ?? []).flatMap(({ label, words }) => (words ? [label, words] : [label]));
    expect([...places, ...actions].filter((key) => !(key in en))).toEqual([]);
  });
});

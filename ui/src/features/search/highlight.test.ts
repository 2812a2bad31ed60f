import { describe, expect, it } from 'vitest';
import { highlight } from './highlight';

const marked = (text: string, query: string) => highlight(text, query).map(({ text: part, match }) => (match ? `[${part}]` : part)).join('');

describe('what was found', () => {
  it('is marked where a word begins', () => {
    expect(marked('Anna Esztergomi', 'eszt')).toBe('Anna [Eszt]ergomi');
    expect(marked('Best Esteem', 'est')).toBe('Best [Est]eem');
  });

  it('is found under its accents', () => {
    expect(marked('Eszter Kovács', 'kovac')).toBe('Eszter [Kovác]s');
    expect(marked('Søren Straße', 'strasse soren')).toBe('[Søren] [Straße]');
  });

  it('keeps the text whole', () => {
    for (const text of ['', 'Ünï', '👩‍🌾 Farm']) expect(highlight(text, 'u').map((part) => part.text).join('')).toBe(text);
  });
});

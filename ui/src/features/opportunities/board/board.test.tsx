import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ApiError } from '@/api';
import { FakeTransport } from '@/api/testing/fake';
import { showScreen } from '@/api/testing/screen';

/** Names of the cards of a stage, top down. */
function cards(stage: string): string[] {
  const column = screen.getByRole('heading', { level: 2, name: new RegExp(`^${stage}`) }).closest('section')!;
  return within(column).queryAllByRole('link').map((link) => link.closest('li')?.dataset['deal'] ?? '');
}

async function board() {
  const shown = showScreen('/opportunities');
  await screen.findByRole('heading', { level: 2, name: /^Proposal/ });
  return shown;
}

function key(deal: string, press: object): void {
  const link = document.querySelector(`[data-deal="${deal}"] a`) as HTMLElement;
  link.focus();
  fireEvent.keyDown(link, press);
}

describe('the board', () => {
  it('moves a card by key, keeps the focus on it and says so', async () => {
    const { core } = await board();
    const [deal] = cards('Prospecting');
    key(deal!, { key: 'ArrowRight', altKey: true });
    expect(cards('Qualification')[0]).toBe(deal);
    expect(document.activeElement?.closest('li')?.dataset['deal']).toBe(deal);
    expect(screen.getByText(/moved to Qualification, place 1/)).toBeDefined();
    await waitFor(() => expect(core.data['opportunities']!.find(({ id }) => id === deal)!['stage']).toBe('s-1'));
  });

  it('puts a card back and says why when the move is refused', async () => {
    const { core } = await board();
    const before = cards('Prospecting');
    core.intercept = (name) => {
      if (name === 'opportunities.move') throw new ApiError({ title: 'Locked', status: 423, code: 'locked', detail: 'The database is locked.' });
      return undefined;
    };
    key(before[0]!, { key: 'ArrowRight', altKey: true });
    expect(cards('Prospecting')).toEqual(before.slice(1));
    expect(await screen.findAllByText('The opportunity was not moved')).not.toHaveLength(0);
    await waitFor(() => expect(cards('Prospecting')).toEqual(before));
    expect(screen.getByText(/is back in Prospecting/)).toBeDefined();
  });

  it('goes from card to card with the arrows alone', async () => {
    await board();
    const [first, second] = cards('Prospecting');
    key(first!, { key: 'ArrowDown' });
    expect(document.activeElement?.closest('li')?.dataset['deal']).toBe(second);
    key(second!, { key: 'ArrowRight' });
    expect(document.activeElement?.closest('li')?.dataset['deal']).toBe(cards('Qualification')[1]);
  });

  it('teaches the first step when there is no deal', async () => {
    showScreen('/opportunities', new FakeTransport(0));
    expect(await screen.findByRole('heading', { name: 'No opportunities yet' })).toBeDefined();
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { FakeTransport } from '@/api/testing/fake';
import { showScreen } from '@/api/testing/screen';
import { setCalm } from '@/shared/calm';

afterEach(() => setCalm({}));

it('shows what is due with the light things first while its wearer is better served that way, and not any longer', async () => {
  const core = new FakeTransport(20);
  const done: unknown[] = [];
  core.intercept = (name, input) => {
    if (name === 'activities.update') return done.push(input) && {};
    if (name !== 'effects.today') return undefined;
    const due_at = new Date().toISOString();
    return { lightest_first: true, items: [{ activity: 't-3', subject: 'Fair notes', type: 'note', due_at, weight: 1 }, { activity: 't-0', subject: 'Call about the offer', type: 'call', due_at, weight: 4 }] };
  };
  setCalm({ reorder_today: 1 });
  showScreen('/', core);
  const list = await screen.findByRole('region', { name: 'Today, the light things first' });
  expect((await within(list).findAllByRole('link')).map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/^Fair notes/), expect.stringMatching(/^Call about the offer/)]);
  await userEvent.click(within(list).getByRole('checkbox', { name: 'Done: Fair notes' }));
  await waitFor(() => expect(done).toEqual([expect.objectContaining({ id: 't-3' })]));
  setCalm({});
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Today, the light things first' })).toBeNull());
  expect(screen.getByRole('region', { name: 'Tasks' })).toBeTruthy();
});

import { seed } from './support/seed';
import { expect, go, test } from './support/test';

interface Found {
  record: { title: string; city: string; stage: string };
}

test('two edits of one field: both are shown, and the user decides', async ({ fresh: { core, page } }) => {
  const { contact } = await seed(core);
  const read = async () => (await core.call<Found>('contacts.get', { id: contact })).record;
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/contacts?cols=["name","title","city"]');
  const row = page.getByRole('row', { name: /Fontaine/ });
  const dialog = page.getByRole('dialog', { name: 'Changed meanwhile' });

  await test.step('in a cell: keep mine', async () => {
    await row.getByRole('gridcell').nth(2).dblclick();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Head of buying');
    await core.call('contacts.update', { id: contact, title: 'Retired' });
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('row', { name: /Title/ })).toContainText('RetiredHead of buying');
    expect((await read()).title).toBe('Retired');
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await expect.poll(async () => (await read()).title).toBe('Head of buying');
    await expect(row.getByRole('gridcell').nth(2)).toHaveText('Head of buying');
  });

  await test.step('on the page: take theirs', async () => {
    await go(page, `/contacts/${contact}`);
    await page.getByRole('button', { name: /^Edit Title/ }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Nobody');
    await core.call('contacts.update', { id: contact, title: 'Director' });
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Take theirs' }).click();
    await expect(page.getByRole('button', { name: /^Edit Title/ })).toContainText('Director');
    expect((await read()).title).toBe('Director');
  });

  await test.step('of different fields: both stand, and nobody is asked', async () => {
    await page.getByRole('button', { name: /^Edit Title/ }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Chair');
    await core.call('contacts.update', { id: contact, city: 'Marseille' });
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await read()).title).toBe('Chair');
    expect((await read()).city).toBe('Marseille');
    await expect(dialog).toBeHidden();
  });
});

test('a deal that went elsewhere meanwhile is not moved unasked', async ({ fresh: { core, page } }) => {
  const { opportunity } = await seed(core);
  const { items: stages } = await core.call<{ items: { id: string; code: string }[] }>('stages.list', { limit: 50 });
  const stage = (code: string) => stages.find((found) => found.code === code)!.id;
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/opportunities');
  const card = page.locator(`[data-deal="${opportunity}"] a`);
  await card.waitFor();
  // The answer about the board is kept back, so that the page still shows the deal where it was.
  await page.route('**/operations/opportunities.board', (route) => route.abort());
  await core.call('opportunities.move', { id: opportunity, stage: stage('closed_won') });
  await card.focus();
  await page.keyboard.press('Alt+ArrowRight');
  const dialog = page.getByRole('dialog', { name: 'Changed meanwhile' });
  await expect(dialog.getByRole('row', { name: /Stage/ })).toContainText('Closed wonNegotiation');
  await page.unroute('**/operations/opportunities.board');
  await dialog.getByRole('button', { name: 'Take theirs' }).click();
  expect((await core.call<Found>('opportunities.get', { id: opportunity })).record.stage).toBe(stage('closed_won'));
});

import { expect, go, test } from './support/test';

const MANY = 5000;

test('the grid scrolls to the last of many rows, sorts and filters them', async ({ fresh: { core, page } }) => {
  await core.job('sample.load', { contacts: MANY, seed: 7 });
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/contacts');
  const grid = page.getByRole('grid', { name: 'Contacts' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(MANY + 1));
  const { items } = await core.call<{ items: { name: string }[] }>('contacts.list', { ordering: ['-name'], limit: 1 });
  await page.keyboard.press('j');
  await page.keyboard.press('ControlOrMeta+End');
  await expect(grid.locator(`[aria-rowindex="${MANY + 1}"]`)).toContainText(items[0]!.name);
  // The status line names the first row in view, so somewhat less than the last.
  await expect(page.getByText(/^row 4,9\d\d$/)).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Home');
  await expect(grid.locator('[aria-rowindex="2"]')).toBeVisible();
});

test('an edit that is refused goes back and says why', async ({ fresh: { core, page } }) => {
  await core.call('contacts.create', { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' });
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/contacts?cols=["name","email"]');
  const cell = page.getByRole('gridcell', { name: 'ada@example.com' });
  await cell.dblclick();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('no address');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('gridcell', { name: 'ada@example.com' })).toBeVisible();
});

test('what somebody else changes appears by itself', async ({ fresh: { core, page } }) => {
  const { id } = await core.call<{ id: string }>('contacts.create', { first_name: 'Ada', last_name: 'Lovelace' });
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/contacts');
  await expect(page.getByRole('gridcell', { name: 'Ada Lovelace' })).toBeVisible();
  await core.call('contacts.update', { id, last_name: 'King' });
  await expect(page.getByRole('gridcell', { name: 'Ada King' })).toBeVisible();
});

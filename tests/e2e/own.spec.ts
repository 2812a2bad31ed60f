import type { Browser, Page } from '@playwright/test';
import type { Core } from './support/core';
import { seed } from './support/seed';
import { expect, go, test } from './support/test';

/** Another browser on the same core: nothing that this one kept for itself is known there. */
async function elsewhere(browser: Browser, core: Core): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await page.goto(core.address);
  return page;
}

async function choose(page: Page, control: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: control }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('looks and language follow their user into another browser', async ({ fresh: { core, page }, browser }) => {
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/settings');
  await choose(page, 'Appearance', 'Dark');
  await choose(page, 'Rows', 'Roomy');
  await choose(page, 'Language', 'Deutsch');
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();

  const other = await elsewhere(browser, core);
  const root = other.locator('html');
  await expect(root).toHaveAttribute('lang', 'de');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(root).toHaveAttribute('data-density', 'roomy');
  // And back, while both are open.
  await go(other, '/settings');
  await choose(other, 'Erscheinungsbild', 'Hell');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await other.context().close();
});

test('columns keep their widths, in the list and in a view', async ({ fresh: { core, page }, browser }) => {
  await seed(core);
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/contacts');
  const width = (on: Page) => on.getByRole('columnheader', { name: /Title/ }).evaluate((head) => head.getBoundingClientRect().width);
  await page.getByRole('gridcell', { name: /Fontaine/ }).first().waitFor();
  const first = await width(page);
  await page.getByRole('button', { name: 'Column Title' }).click();
  await page.getByRole('menuitem', { name: 'Wider' }).click();
  await expect.poll(() => width(page)).toBeGreaterThan(first);
  await expect.poll(async () => (await core.call<{ items: { key: string }[] }>('settings.list')).items.map(({ key }) => key)).toContain('columns.contact');
  const wide = await width(page);

  const other = await elsewhere(browser, core);
  await go(other, '/contacts');
  await other.getByRole('gridcell', { name: /Fontaine/ }).first().waitFor();
  await expect.poll(() => width(other)).toBe(wide);
  await other.context().close();

  // In a view the width belongs to the view, and is a change that can be saved or dropped.
  await page.getByRole('tab', { name: 'Customers' }).click();
  await page.getByRole('button', { name: 'Column Title' }).click();
  await page.getByRole('menuitem', { name: 'Wider' }).click();
  await expect(page).toHaveURL(/[?&]w=/);
  await page.getByRole('button', { name: 'View Customers' }).click();
  await page.getByRole('menuitem', { name: 'Save changes' }).click();
  await expect.poll(async () => (await core.call<{ items: { query: { widths?: { title?: number } } }[] }>('views.list')).items[0]?.query.widths?.title).toBeGreaterThan(wide);
  await expect(page).not.toHaveURL(/[?&]w=/);
  await expect.poll(() => width(page)).toBeGreaterThan(wide);
  await page.getByRole('tab', { name: 'All' }).click();
  await expect.poll(() => width(page)).toBe(wide);
});

test('a view keeps its shape: a filtered board is a filtered board again', async ({ fresh: { core, page } }) => {
  await seed(core);
  const second = await core.call<{ id: string }>('pipelines.create', { name: 'Renewals' });
  const stage = await core.call<{ id: string }>('stages.create', { name: 'Due', pipeline: second.id, position: 1, probability: 50, kind: 'open' });
  await core.call('opportunities.create', { name: 'Renewal of the year', pipeline: second.id, stage: stage.id });
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/opportunities');
  await choose(page, 'Pipeline', 'Renewals');
  await expect(page.locator('[data-deal]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Save as a view' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Renewals due');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Renewals due', selected: true })).toBeVisible();

  await go(page, '/contacts');
  await page.getByRole('link', { name: 'Renewals due' }).click();
  await expect(page.locator('[data-deal]')).toHaveCount(1);
  await expect(page.getByRole('tab', { name: 'Board', selected: true })).toBeVisible();

  // Looked at as a table it differs, and can be kept like that.
  await page.getByRole('tab', { name: 'Table' }).click();
  await expect(page.getByRole('gridcell', { name: 'Renewal of the year' })).toBeVisible();
  await page.getByRole('button', { name: 'View Renewals due' }).click();
  await page.getByRole('menuitem', { name: 'Save changes' }).click();
  await expect.poll(async () => (await core.call<{ items: { name: string; shape: string }[] }>('views.list')).items.find(({ name }) => name === 'Renewals due')?.shape).toBe('table');
});

import { expect, go, test } from './support/test';

test('a whole errand without the mouse', async ({ seeded: { page } }) => {
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await page.getByRole('gridcell', { name: /Fontaine/ }).first().waitFor();

  // Into the rows, two down, open, and back.
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/contacts\/[0-9a-f-]{36}/);
  await page.goBack();

  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.locator('[data-deal]').first().waitFor();
  await page.keyboard.press('j');
  const first = page.locator('[data-deal] a:focus');
  await expect(first).toHaveCount(1);
  const before = await first.textContent();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-deal] a:focus')).not.toHaveText(before!);

  // The sheet tells the shortcuts; Escape closes it and gives the focus back.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-deal] a:focus')).toHaveCount(1);
});

test('Tab reaches every control of the settings, and the ring shows', async ({ seeded: { page } }) => {
  await go(page, '/settings');
  await page.getByRole('button', { name: 'Verify' }).waitFor();
  const wanted = new Set(['Language', 'Appearance', 'Rows', 'Single-key shortcuts', 'Name of the workspace', 'Your name', 'Currency', 'Verify']);
  const STOPS = 60;
  for (let stop = 0; stop < STOPS && wanted.size > 0; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const name = await focused.evaluate((element) => element.getAttribute('aria-label') ?? element.textContent ?? '');
    wanted.delete(name.trim());
    const ring = await focused.evaluate((element) => {
      const style = getComputedStyle(element);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    });
    expect(ring, `${name} shows its focus`).toBe(true);
  }
  expect([...wanted]).toEqual([]);
});

test('single-key shortcuts can be switched off', async ({ fresh: { page } }) => {
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/settings');
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('German is complete on every screen', async ({ seeded: { page, ids } }) => {
  await page.evaluate(() => localStorage.setItem('mycrm.preferences', JSON.stringify({ language: 'de' })));
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  for (const [route, heading] of [
    ['/', 'Heute'], ['/contacts', 'Kontakte'], ['/accounts', 'Firmen'], ['/opportunities', 'Verkaufschancen'], ['/imports', 'Import'], ['/history', 'Verlauf'],
    ['/trash', 'Papierkorb'], ['/settings', 'Einstellungen'], ['/search', 'Suche'], [`/contacts/${ids.contact}`, 'Amélie Fontaine'],
  ] as const) {
    await go(page, route);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  }
});

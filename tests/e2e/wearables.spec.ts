import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Core } from './support/core';
import { expect, go, setTheme, test } from './support/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** A device says how it is within this time, also on a busy machine. */
const PATIENCE = 90_000;

async function accessible(page: Page, what: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme);
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`), `${what}, ${theme}`).toEqual([]);
  }
}

/** The picture of the traces as it stands. */
function drawn(page: Page): Promise<string> {
  return page.getByRole('img', { name: /^Live traces/ }).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}

test('a wearer without hardware switches on, connects, watches and erases', async ({ page }) => {
  const core = await Core.start('stress');
  try {
    await page.addInitScript(() => localStorage.setItem('mycrm.welcomed', 'yes'));
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(core.address);
    await go(page, '/wellbeing');
    await page.getByRole('switch', { name: 'Use wearables' }).click();
    await expect(page.getByText(/^On since/)).toBeVisible();

    await go(page, '/wellbeing/devices');
    const around = page.getByRole('region', { name: 'Found nearby' });
    await expect(async () => {
      await page.getByRole('button', { name: 'Look for devices' }).click();
      await expect(around.getByRole('button')).toHaveCount(3, { timeout: 15_000 });
    }).toPass({ timeout: PATIENCE });
    await accessible(page, 'devices found');
    const own = page.getByRole('region', { name: 'Your devices' });
    for (const name of ['Muse-51F0', 'HRM-4A17', 'Watch-9C02']) {
      await around.getByRole('button', { name: `Connect ${name} (simulated)` }).click();
      await expect(own.getByRole('button', { name: `Disconnect ${name} (simulated)` })).toBeVisible({ timeout: PATIENCE });
    }
    await expect(own.getByText('Worn on the chest')).toBeVisible();
    await expect(own.getByText('Worn on the wrist')).toBeVisible();
    await accessible(page, 'devices connected');

    await go(page, '/wellbeing/live');
    await expect(page.getByRole('img', { name: /^Live traces/ })).toBeVisible({ timeout: PATIENCE });
    await expect(page.getByRole('complementary').getByText('bpm')).toBeVisible({ timeout: PATIENCE });
    await expect(page.getByText('Simulated devices are in use.')).toBeVisible();
    await expect(page.getByText('Muse-51F0 (simulated)')).toBeVisible();
    // The traces move on, and stand still while they are held, whatever window is shown.
    const first = await drawn(page);
    await expect.poll(() => drawn(page), { timeout: PATIENCE }).not.toBe(first);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.waitForFunction(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(true)), 1200)));
    const held = await drawn(page);
    await page.waitForFunction(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(true)), 1200)));
    expect(await drawn(page)).toBe(held);
    await accessible(page, 'live, held');
    await page.getByRole('button', { name: 'Go on' }).click();

    await go(page, '/wellbeing');
    const erase = page.getByRole('button', { name: 'Erase for good' });
    await expect(erase).toBeEnabled();
    await erase.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erase for good' }).click();
    await expect(page.getByText('Nothing of yours is stored.')).toBeVisible();
    await expect(page.getByRole('switch', { name: 'Use wearables' })).not.toBeChecked();
    const stored = await core.call<{ count: number }>('privacy.stored');
    expect(stored.count).toBe(0);
  } finally {
    await core.stop();
  }
});

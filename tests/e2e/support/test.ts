import { type Page, test as base } from '@playwright/test';
import { Core } from './core';
import { type Ids, seed } from './seed';

interface Fixtures {
  /** A core that nobody has used yet, and the page open on it. */
  fresh: { core: Core; page: Page };
  /** The page open on the seeded core of this worker. For tests that change nothing. */
  seeded: { core: Core; page: Page; ids: Ids };
}

interface WorkerFixtures {
  seededCore: { core: Core; ids: Ids };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  fresh: async ({ page }, use) => {
    const core = await Core.start();
    await page.goto(core.address);
    await use({ core, page });
    await core.stop();
  },
  seeded: async ({ page, seededCore }, use) => {
    await page.addInitScript(() => localStorage.setItem('mycrm.welcomed', 'yes'));
    await page.goto(seededCore.core.address);
    await use({ ...seededCore, page });
  },
  seededCore: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
    async ({}, use) => {
      const core = await Core.start();
      await use({ core, ids: await seed(core) });
      await core.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect } from '@playwright/test';

/** Goes to an address of the screen, as a click on a link would. */
export async function go(page: Page, route: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, route);
}

export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((value) => {
    document.documentElement.dataset['theme'] = value;
  }, theme);
}

import AxeBuilder from '@axe-core/playwright';
import { SCREENS } from './support/screens';
import { expect, go, setTheme, test } from './support/test';

const WIDTHS = [1440, 768, 320];
const THEMES = ['light', 'dark'] as const;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const { name, route, ready, open } of SCREENS) {
  test(`${name} is accessible in both themes at every width`, async ({ seeded: { page, ids } }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await go(page, route(ids));
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await open?.(page, ids);
    await ready(page).waitFor();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
      for (const theme of THEMES) {
        await setTheme(page, theme);
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join('\n')}`);
        expect.soft(found, `${name}, ${theme}, ${width} px`).toEqual([]);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(overflow, `${name} is wider than ${width} px`).toBeLessThanOrEqual(0);
    }
  });
}

import type { Page } from '@playwright/test';
import { SCREENS } from './support/screens';
import { expect, go, test } from './support/test';

const WIDTHS = [1440, 320];

/**
 * Words of the catalogue that something cuts off. The pseudo-language ends each of them with tildes. Where the whole
 * text is told on pointing (`title`: names of records in a line, columns one can widen), cutting is by intent.
 */
function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SLACK = 1.5;
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement;
      if (!own || !node.nodeValue?.includes('~') || own.closest('.visually-hidden, option, script')) continue;
      if (!own.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width === 0) continue;
      // What lies outside a box that scrolls can be reached; what a box hides cannot.
      let [across, down] = [true, true];
      for (let box: Element | null = own; box && (across || down); box = box.parentElement) {
        const style = getComputedStyle(box);
        const frame = box.getBoundingClientRect();
        // Only read aloud, as is what has the class for it.
        if (frame.width <= 2 || frame.height <= 2 || box.getAttribute('title')?.includes('~')) break;
        const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
        const outside =
          (across && hides(style.overflowX) && (text.right > frame.right + SLACK || text.left < frame.left - SLACK)) ||
          (down && hides(style.overflowY) && (text.bottom > frame.bottom + SLACK || text.top < frame.top - SLACK));
        if (outside) {
          found.push(`${node.nodeValue.trim()} in ${box.tagName.toLowerCase()}.${String(box.className).split(' ')[0]}`);
          break;
        }
        if (style.overflowX === 'auto' || style.overflowX === 'scroll') across = false;
        if (style.overflowY === 'auto' || style.overflowY === 'scroll') down = false;
        if (style.position === 'fixed') break;
      }
    }
    return [...new Set(found)];
  });
}

for (const { name, route, open } of SCREENS) {
  test(`${name} has room for words that are 40 % longer`, async ({ seeded: { page, ids } }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.evaluate(() => localStorage.setItem('mycrm.preferences', JSON.stringify({ language: 'xx' })));
    await page.reload();
    await go(page, route(ids));
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await open?.(page, ids);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
      // Skeletons hold no words: let the data come.
      await expect(page.getByText('~').first()).toBeVisible();
      await page.waitForTimeout(400);
      expect.soft(await clipped(page), `${name} at ${width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(overflow, `${name} is wider than ${width} px`).toBeLessThanOrEqual(0);
    }
  });
}

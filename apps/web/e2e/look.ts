/**
 * Looking at a page at three sizes, light and dark: nothing for axe to find, nothing sticks out sideways, the fonts are the app's own.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const sizes = [
  { width: 360, height: 640 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];
/** Without React Aria's invisible announcer, which keeps naming elements that are gone. */
export async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      const where = `${name}, ${size.width} wide, ${colorScheme}`;
      const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
        where,
      ).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        where,
      ).toBeLessThanOrEqual(0);
      await page.screenshot({
        path: test.info().outputPath(`${name}-${size.width}-${colorScheme}.png`),
        fullPage: true,
      });
    }
  }
  expect(await page.evaluate(() => document.fonts.check('17px "Atkinson Hyperlegible Next Variable"')), name).toBe(
    true,
  );
  await page.emulateMedia({ colorScheme: 'light' });
  if (before !== null) await page.setViewportSize(before);
}

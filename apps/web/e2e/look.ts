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
async function expectNoOverhang(page: Page, where: string): Promise<void> {
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overhang, where).toBeLessThanOrEqual(0);
}

/** Without React Aria's invisible announcer, which keeps naming elements that are gone. */
export async function look(page: Page, name: string, widths = sizes.map(({ width }) => width)): Promise<void> {
  const before = page.viewportSize();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of sizes.filter(({ width }) => widths.includes(width))) {
      await page.setViewportSize(size);
      const where = `${name}, ${size.width} wide, ${colorScheme}`;
      const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
          where,
        )
        .toEqual([]);
      await expectNoOverhang(page, where);
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

/** The same page for a reader of Arabic: everything runs the other way, in another script. */
export async function lookInArabic(page: Page, name: string, address: string): Promise<void> {
  await page.evaluate(() => localStorage.setItem('obhut.language', 'ar'));
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect(page.locator('html[dir=rtl]')).toHaveCount(1);
  await look(page, `${name}-arabic`);
  await page.evaluate(() => localStorage.setItem('obhut.language', 'de'));
}

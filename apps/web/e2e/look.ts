/**
 * Looking at a page at three sizes, light and dark, and with text twice as large: nothing for axe to find, nothing sticks out sideways, no word is
 * cut off, the fonts are the app's own.
 * @module
 */
import { expect, test, type Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { clippedWords } from './clipped.ts';

const sizes = [
  { width: 360, height: 640 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
];
async function expectNoOverhang(page: Page, where: string): Promise<void> {
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overhang, where).toBeLessThanOrEqual(0);
  expect.soft(await clippedWords(page), where).toEqual([]);
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  expect.soft(await axeFinds(page), where).toEqual([]);
}

/** Those that the reader's language asks for are loaded, so that none of the system's stands in for them. */
async function expectFonts(page: Page, where: string): Promise<void> {
  const { loaded, language } = await page.evaluate(() => ({
    loaded: [...document.fonts].flatMap(({ family, status }) => (status === 'loaded' ? [family] : [])).join(),
    language: document.documentElement.lang,
  }));
  expect.soft(loaded, where).toContain('Atkinson Hyperlegible Next Variable');
  if (language === 'ar') expect.soft(loaded, where).toContain('Vazirmatn Variable');
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
}

/** As a reader has it who set the browser's text to twice its size, on a narrow phone. */
async function lookLarge(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '212.5%'));
  await expectNoOverhang(page, `${name}, text twice as large`);
  await picture(page, `${name}-large`);
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
}

/** Colours are asked about once in the light and once in the dark; what is laid out differently, at the width where it is. */
export async function look(page: Page, name: string, widths = sizes.map(({ width }) => width)): Promise<void> {
  const before = page.viewportSize();
  const [narrowest, widest] = [Math.min(...widths), Math.max(...widths)];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of sizes.filter(({ width }) => widths.includes(width))) {
      await page.setViewportSize(size);
      const where = `${name}, ${size.width} wide, ${colorScheme}`;
      const isAsked = size.width === narrowest || (size.width === widest && colorScheme === 'light');
      if (isAsked) await expectAccessible(page, where);
      await expectNoOverhang(page, where);
      await picture(page, `${name}-${size.width}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await lookLarge(page, name);
  await expectFonts(page, name);
  if (before !== null) await page.setViewportSize(before);
}

/**
 * What a journey passes by, with whatever is open there: at three sizes, in the reader's own language, and once for axe, as wide as the reader's screen is.
 */
export async function glance(page: Page, name: string, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  const before = page.viewportSize();
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expectAccessible(page, name);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expectNoOverhang(page, `${name}, ${size.width} wide`);
    await picture(page, `${name}-${size.width}`);
  }
  await expectFonts(page, name);
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

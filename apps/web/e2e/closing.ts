/**
 * Leaving what one writes: a browser asks a person first as long as the last words are not down. It does not ask a test, and lets it leave at
 * once; so a test looks before it leaves.
 * @module
 */
import { expect, type Page } from '@playwright/test';

/** What was typed last is on the device: the browser would not ask a person who closes the page now. */
export async function untilKept(page: Page): Promise<void> {
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  await expect.poll(asks).toBe(false);
}

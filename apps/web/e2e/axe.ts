/**
 * What axe finds on a page as it is now. Without React Aria's invisible announcer, which keeps naming elements that are gone.
 * @module
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Rules with the places that break them. */
export async function axeFinds(page: Page): Promise<string[]> {
  // In the page itself: no page of the app has frames of others, for which axe would open one more page each time.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

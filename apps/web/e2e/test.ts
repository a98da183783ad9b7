/**
 * A test with a browser of which nothing is left for the next one: pages that stay open go on asking for servers that are gone.
 * @module
 */
import { test as base } from '@playwright/test';

export const test = base.extend<{ emptied: undefined }>({
  emptied: [
    async ({ browser }, use) => {
      await use(undefined);
      for (const context of browser.contexts()) await context.close();
    },
    { auto: true },
  ],
});

/**
 * Days that pass: the server's clock and the browsers' are ahead from their next start on.
 * @module
 */
import type { ServerProcess } from '@obhut/sim/server-process.ts';
import type { BrowserContext } from '@playwright/test';

/** Of the page and of its worker. The context must block service workers, which would answer in the place of the route. */
export async function aheadIn(context: BrowserContext, server: ServerProcess): Promise<void> {
  const shift = () => `Date.now = ((now) => () => now() + ${String(server.aheadMs)})(Date.now.bind(Date));\n`;
  await context.route('**/assets/*worker*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: shift() + (await response.text()) });
  });
  // A script that a route has fulfilled counts as from elsewhere, which asks before it may speak to this machine.
  await context.grantPermissions(['local-network-access']);
  await context.addInitScript(shift());
}

/**
 * Minutes that pass in a browser without being waited for.
 * @module
 */
import type { Page } from '@playwright/test';

/** The engine's clock goes on, and its timers do not, as when the lid was shut. */
export async function sleep(page: Page, minutes: number): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate(async (ms) => {
      // What the page has said so far is heard before: it stands in the same queue.
      const { port1, port2 } = new MessageChannel();
      await new Promise((resolve) => {
        port1.addEventListener('message', resolve, { once: true });
        port1.start();
        port2.postMessage(null);
      });
      const now = Date.now.bind(Date);
      Date.now = () => now() + ms;
    }, minutes * 60_000);
  }
}

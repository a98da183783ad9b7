/**
 * A browser that lacks something says so in several languages: never a white page.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect } from '@playwright/test';
import { test } from './test.ts';

let server: ServerProcess;

// Not where the file is only listed.
test.beforeAll(async () => {
  server = new ServerProcess(mkdtempSync(path.join(tmpdir(), 'obhut-old-')), 18_742);
  await server.start();
});

test.afterAll(async () => {
  await server.stop();
  rmSync(server.dataDir, { recursive: true, force: true });
});

for (const name of ['Worker', 'indexedDB', 'BroadcastChannel', 'WebAssembly'] as const) {
  test(`without ${name} the page says that the browser is too old`, async ({ page }) => {
    await page.addInitScript((missing) => {
      Object.defineProperty(window, missing, { value: undefined, configurable: true });
    }, name);
    await page.goto(server.origin);
    await expect(page.locator('#root')).toHaveAttribute('data-missing', name);
    await expect(page.getByText('Bitte aktualisieren Sie Ihren Browser')).toBeVisible();
    await expect(page.locator('p[lang=ar]')).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
  });
}

test('where no script runs at all the sentence comes too', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.origin);
  await expect(page.getByText('Bitte aktualisieren Sie Ihren Browser')).toBeVisible();
  await context.close();
});

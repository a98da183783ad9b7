/**
 * In this tree, on what an earlier commit left: both browsers go on, what waited arrives once, and the app is this one's.
 * @module
 */
import { expect, test, type Page } from '@playwright/test';
import { readPost, reply, texts } from '../people.ts';
import { personHere, serverHere, waiting } from './place.ts';

/** As people do it: the app opens as it was kept, says that there is another, and is loaded anew. */
async function takeUpdate(page: Page, origin: string): Promise<void> {
  await page.goto('/');
  const loadedAnew = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Neu laden' }).click();
  await loadedAnew;
  const served = await (await fetch(`${origin}/`, { headers: { accept: 'text/html' } })).text();
  const script = await page.locator('script[src]').getAttribute('src');
  expect(served).toContain(`"${script}"`);
  await expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
}

test('this version goes on where the earlier one was left', async ({ playwright, launchOptions }) => {
  const of = { chromium: playwright.chromium, options: launchOptions };
  const server = serverHere();
  await server.start();
  try {
    const guardian = await personHere(of, 'guardian', server.origin);
    await takeUpdate(guardian.page, server.origin);
    await readPost(guardian.page);
    for (const text of [texts.reply, waiting]) await expect(guardian.page.getByText(text)).toHaveCount(1);
    await expect(guardian.page.getByText('wird gesendet')).toHaveCount(0);

    const leader = await personHere(of, 'leader', server.origin);
    await takeUpdate(leader.page, server.origin);
    await readPost(leader.page);
    for (const text of [texts.reply, waiting]) await expect(leader.page.getByText(text)).toHaveCount(1);
    await reply(leader.page, `Antwort an ${texts.guardian}`, texts.answer);
    await expect(leader.page.getByText('wird gesendet')).toHaveCount(0);
    await expect(guardian.page.getByText(texts.answer)).toHaveCount(1);
    for (const { page } of [guardian, leader]) {
      await page.goto('/auffaelligkeiten');
      await expect(page.getByText('Auf diesem Gerät gibt es keine.')).toBeVisible();
    }
    await guardian.context.close();
    await leader.context.close();
  } finally {
    await server.stop();
  }
});

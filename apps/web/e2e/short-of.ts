/**
 * What a device can be short of while somebody writes, a page that was not fetched so far and room: a sentence says what helps, and what was written
 * stays.
 * @module
 */
import { expect, type Browser, type Page } from '@playwright/test';
import { untilKept } from './closing.ts';
import { look } from './look.ts';
import { texts } from './people.ts';
import { photo } from './sample-files.ts';

const title = (page: Page) => page.getByRole('textbox', { name: 'Überschrift' });
const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name });

/** Before the service worker has the app's files, each page is fetched when it is first shown. */
export async function goWithoutAPage(browser: Browser, baseURL: string): Promise<void> {
  const viewport = { width: 360, height: 640 };
  const context = await browser.newContext({ viewport, baseURL, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto('/anmelden');
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(texts.leaderLogin);
  await page.getByLabel('Passwort', { exact: true }).fill(texts.leaderPassword);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await tab(page, 'Nachrichten').click();
  await page.getByRole('link', { name: 'Nachricht schreiben' }).click();
  await title(page).fill('Laternenfest am Wehr');
  await context.setOffline(true);
  await tab(page, 'Kalender').click();
  await expect(page.getByText('Diese Seite ist nicht angekommen: Das Netz war weg.')).toBeVisible();
  await look(page, 'page-not-fetched', [360]);
  const reload = page.getByRole('button', { name: 'Neu laden' });
  await reload.click();
  await expect(page.getByRole('alert')).toHaveText('Das Netz ist noch weg. Versuchen Sie es gleich noch einmal.');
  await tab(page, 'Nachrichten').click();
  await expect(page.getByRole('heading', { name: 'Nachrichten', level: 1 })).toBeVisible();
  await tab(page, 'Kalender').click();
  await context.setOffline(false);
  await reload.click();
  await expect(page.getByRole('heading', { name: 'Kalender', level: 1 })).toBeVisible();
  await page.goto('/nachrichten/neu');
  await expect(title(page)).toHaveValue('Laternenfest am Wehr');
  await context.close();
}

/** From now on the device has no room for anything of the app. Returns what gives it back. */
export async function takeRoom(page: Page): Promise<() => Promise<unknown>> {
  const { origin } = new URL(page.url());
  const browser = await page.context().newCDPSession(page);
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  return () => browser.send('Storage.overrideQuotaForOrigin', { origin });
}

/** The browser counts anew every half minute; until then there is what was left before. */
async function untilFull(page: Page): Promise<void> {
  const write = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open('room', 1);
          opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('bytes'));
          opening.addEventListener('error', () => resolve(opening.error?.name ?? ''));
          opening.addEventListener('success', () => {
            const transaction = opening.result.transaction('bytes', 'readwrite');
            transaction.objectStore('bytes').put(new Uint8Array(1), 'a');
            transaction.addEventListener('complete', () => resolve('written'));
            transaction.addEventListener('abort', () => resolve(transaction.error?.name ?? ''));
          });
        }),
    );
  await expect.poll(write).toBe('QuotaExceededError');
}

/** On the page for writing, with a group chosen and words typed, where all room has been taken before. */
export async function writeWithoutRoom(page: Page, giveRoom: () => Promise<unknown>): Promise<void> {
  const full = page.getByText('Auf diesem Gerät ist kein Platz mehr').first();
  const inDanger = page.getByText('Was Sie gerade schreiben, ist noch nicht gesichert');
  const picture = { name: 'Laterne.jpg', mimeType: 'image/jpeg', buffer: await photo(page) };
  const written = `${texts.post} Laternen nicht vergessen.`;
  await untilFull(page);
  await page.locator('input[type=file]').setInputFiles(picture);
  await expect(full).toBeVisible();
  await look(page, 'no-room', [360]);
  await page.getByRole('button', { name: 'Laterne.jpg entfernen' }).click();
  await expect(full).toHaveCount(0);
  await text(page).fill(written);
  await expect(inDanger).toBeVisible();
  await page.getByRole('button', { name: 'Senden', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Trotzdem senden' }).click();
  await expect(page.getByRole('alert')).toContainText('Auf diesem Gerät ist kein Platz mehr');
  await look(page, 'no-room-to-send', [360]);
  await expect(title(page)).toHaveValue(texts.title);
  await expect(text(page)).toHaveValue(written);
  await giveRoom();
  await page.locator('input[type=file]').setInputFiles(picture);
  await expect(page.getByText(/ohne versteckte Angaben/u)).toHaveCount(1);
  await page.getByRole('button', { name: 'Laterne.jpg entfernen' }).click();
  await text(page).press('End');
  await text(page).pressSequentially(' Danke!');
  await expect(inDanger).toHaveCount(0);
  await untilKept(page);
  await page.reload();
  await expect(text(page)).toHaveValue(`${written} Danke!`);
  await expect(title(page)).toHaveValue(texts.title);
}

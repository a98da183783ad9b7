/**
 * What a device can be short of while somebody writes: a sentence says what helps, and what was written stays.
 * @module
 */
import { expect, type Browser, type Page } from '@playwright/test';
import { look } from './look.ts';
import { texts } from './people.ts';

const title = (page: Page) => page.getByRole('textbox', { name: 'Überschrift' });
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

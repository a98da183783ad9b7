/**
 * One account at two houses on one server: the second is joined with nothing but its letter, and a touch turns from one to the other.
 */
import type { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Browser, type Page } from '@playwright/test';
import { glance, look } from './look.ts';
import { createLetter, fillFounding, keepKit, pressFound, texts } from './people.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const school = {
  name: 'Grundschule am Wehr',
  leader: 'Jonas Petersen',
  login: 'jonas.petersen',
  title: 'Elternabend in der Aula',
};

/** A school on the same server, what it writes to all, and its letter to who leads the KiTa: the 34 characters. */
export async function schoolLetter(browser: Browser, server: ServerProcess): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.origin });
  const page = await context.newPage();
  const [code = ''] = await server.moreFoundingCodes(1);
  await fillFounding(page, `${server.origin}/gruenden#${code}`);
  await page.getByRole('textbox', { name: 'Name der Einrichtung' }).fill(school.name);
  await page.getByRole('radio', { name: 'Schule' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Ihr Name' }).fill(school.leader);
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(school.login);
  await pressFound(page);
  await keepKit(page);
  await page.goto('/briefe/neu');
  await page.getByRole('textbox', { name: 'Für wen' }).fill(texts.guardian);
  const { typed } = await createLetter(page);
  await page.goto('/nachrichten/neu');
  await page.getByText('Alle Eltern', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Überschrift' }).fill(school.title);
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Um 19 Uhr.');
  await button(page, 'Senden').click();
  await expect(page.getByRole('heading', { name: school.title })).toBeVisible();
  await expect(page.getByText('wird gesendet')).toHaveCount(0);
  await context.close();
  return typed;
}

/** Into the account that is open: nothing but the letter is typed. */
export async function joinSchool(page: Page, typed: string): Promise<void> {
  await page.goto('/einrichtungen');
  await page.getByRole('link', { name: 'Brief öffnen' }).click();
  await expect(button(page, 'Für mich')).toBeVisible();
  await glance(page, 'brief-fuer-wen');
  await button(page, 'Für mich').click();
  await page.getByRole('textbox', { name: '34 Zeichen vom Brief' }).fill(typed);
  await button(page, 'Brief öffnen').click();
  await expect(page.getByRole('heading', { name: `Willkommen bei ${school.name}` })).toBeVisible();
  await expect(page.getByLabel('Passwort', { exact: true })).toHaveCount(0);
  await glance(page, 'brief-dazunehmen', 'dark');
  await button(page, 'Dazunehmen').click();
  await expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
}

/** As every list shows it to whoever is in both: with whose it is. */
const schoolPost = (page: Page) => page.getByRole('link', { name: new RegExp(`${school.title}.*${school.name}`, 'u') });

const inFront = (page: Page) => page.getByRole('list', { name: 'Gerade geöffnet' });

/** The day of both, from close by and in the other direction. */
export async function lookAtBoth(page: Page): Promise<void> {
  await page.goto('/');
  await expect(schoolPost(page)).toBeVisible();
  await look(page, 'heute-zwei-einrichtungen');
  await page.goto('/nachrichten');
  await expect(schoolPost(page)).toBeVisible();
  await glance(page, 'nachrichten-zwei-einrichtungen', 'dark');
  await page.evaluate(() => localStorage.setItem('obhut.language', 'ar'));
  await page.goto('/');
  await expect(schoolPost(page)).toBeVisible();
  await glance(page, 'heute-zwei-einrichtungen-arabisch');
  await page.evaluate(() => localStorage.setItem('obhut.language', 'de'));
  await page.goto('/');
}

/** A device that was at work all the time finds it when somebody comes back to it. */
export async function findsSchool(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Heute', exact: true }).click();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(schoolPost(page)).toBeVisible();
}

/** One touch without a password, offline too, and remembered. */
export async function turnToAndFro(page: Page): Promise<void> {
  await expect(schoolPost(page)).toBeVisible();
  await page.goto('/einrichtungen');
  await button(page, `Öffnen: ${texts.institution}`).click();
  // What the school has written is in the list whoever is in front.
  await expect(schoolPost(page)).toBeVisible();
  await page.reload();
  await expect(schoolPost(page)).toBeVisible();
  await page.context().setOffline(true);
  await schoolPost(page).click();
  await expect(page.getByRole('heading', { level: 1, name: school.title })).toBeFocused();
  await page.goto('/einrichtungen');
  await expect(inFront(page)).toContainText(school.name);
  await page.context().setOffline(false);
}

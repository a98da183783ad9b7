/**
 * One account at two houses on one server: the second is joined with nothing but its letter, and a touch turns from one to the other.
 */
import type { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Browser, type Page } from '@playwright/test';
import { glance } from './look.ts';
import { createLetter, fillFounding, keepKit, pressFound, texts } from './people.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

export const school = { name: 'Grundschule am Wehr', leader: 'Jonas Petersen', login: 'jonas.petersen' };

/** A school on the same server, and its letter to who leads the KiTa: the 34 characters. */
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

export const besides = (page: Page) => page.getByRole('list', { name: 'Weitere Einrichtungen' });

/** One touch without a password, offline too, and remembered. */
export async function turnToAndFro(page: Page): Promise<void> {
  await expect(besides(page)).toContainText(texts.institution);
  await glance(page, 'heute-zwei-einrichtungen');
  await button(page, `Öffnen: ${texts.institution}`).click();
  await expect(besides(page)).toContainText(school.name);
  await page.reload();
  await expect(besides(page)).toContainText(school.name);
  await page.context().setOffline(true);
  await button(page, `Öffnen: ${school.name}`).click();
  await expect(besides(page)).toContainText(texts.institution);
  await page.context().setOffline(false);
}

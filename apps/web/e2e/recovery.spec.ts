/**
 * The recovery sheet: drawn, read from the screen as from paper, and used on a device that knows nothing; the power fails in between. Staff
 * need the second secret once per device. Nothing of it is found on the server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { found, join, keepKit, makeGroup, openLetter, printLetter, texts } from './people.ts';
import { databaseText, filesText, findTraces } from './traces.ts';
import { test } from './test.ts';

const newPassword = 'Kastanie Leuchtturm Fagott 3';

/** What is on paper afterwards. */
async function drawSheet(page: Page, password: string): Promise<{ recovery: string; second: string | null }> {
  await page.goto('/mehr');
  await page.getByRole('link', { name: /^Anmeldung/u }).click();
  await page.getByRole('link', { name: /Neues Wiederherstellungsblatt/u }).click();
  await page.getByLabel('Ihr Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Blatt zeigen' }).click();
  const recovery = (await page.getByTestId('recovery').textContent()) ?? '';
  const secondSecret = page.getByTestId('second-secret');
  const second = (await secondSecret.count()) === 0 ? null : await secondSecret.textContent();
  expect(recovery).toMatch(/^(?:[0-9A-Z]{4} ){7}[0-9A-Z]{4}$/u);
  await page.getByRole('textbox', { name: 'Letzte Gruppe des Wiederherstellungscodes' }).fill(recovery.slice(-4));
  await page.getByRole('button', { name: 'Das Blatt ist sicher' }).click();
  await expect(page.getByRole('list', { name: 'Ihre Wege herein' })).toContainText('Wiederherstellungscode');
  return { recovery, second };
}

async function logIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/anmelden');
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(login);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
}

async function recover(page: Page, login: string, code: string): Promise<void> {
  await page.goto('/anmelden');
  await page.getByRole('link', { name: 'Passwort vergessen' }).click();
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(login);
  await page.getByRole('textbox', { name: 'Wiederherstellungscode' }).fill(code);
  await page.getByLabel('Neues Passwort', { exact: true }).fill(newPassword);
  await page.getByRole('button', { name: 'Neues Passwort setzen' }).click();
}

const inside = (page: Page) => expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();

test('journey: a forgotten password, a second secret, and the end of an account', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-recovery-'));
  const server = new ServerProcess(dataDir, 18_131);
  const newPage = async (width: number, height: number) =>
    (await browser.newContext({ viewport: { width, height }, baseURL: server.origin })).newPage();
  try {
    await server.start();
    const leader = await newPage(1440, 900);
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await makeGroup(leader);
    const letter = await printLetter(leader);
    const guardian = await newPage(360, 640);
    await openLetter(guardian, letter);
    await join(guardian);

    const mothers = await drawSheet(guardian, texts.guardianPassword);
    expect(mothers.second).toBeNull();
    await server.cutPower();
    const phone = await newPage(360, 640);
    await recover(phone, texts.leaderLogin, mothers.recovery);
    await expect(phone.getByRole('alert')).toContainText('passen nicht zusammen');
    await recover(phone, 'niemand', mothers.recovery);
    await expect(phone.getByRole('alert')).toContainText('passen nicht zusammen');
    await recover(phone, texts.guardianLogin, mothers.recovery.toLowerCase());
    await inside(phone);
    const old = await newPage(360, 640);
    await logIn(old, texts.guardianLogin, texts.guardianPassword);
    await expect(old.getByRole('alert')).toContainText('stimmt nicht');
    await logIn(old, texts.guardianLogin, newPassword);
    await inside(old);

    const leaders = await drawSheet(leader, texts.leaderPassword);
    await server.cutPower();
    const tablet = await newPage(820, 1180);
    await logIn(tablet, texts.leaderLogin, texts.leaderPassword);
    await expect(tablet.getByRole('alert')).toContainText('zum ersten Mal');
    await tablet.getByRole('textbox', { name: 'Geräteschlüssel' }).fill(leaders.second ?? '');
    await tablet.getByRole('button', { name: 'Anmelden' }).click();
    await inside(tablet);
    await tablet.goto('/mehr');
    await tablet.getByRole('button', { name: 'Abmelden' }).click();
    await tablet.getByRole('button', { name: 'Abmelden und löschen' }).click();
    await expect(tablet.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
    await logIn(tablet, texts.leaderLogin, texts.leaderPassword);
    await inside(tablet);

    const secrets = [mothers.recovery, leaders.recovery, leaders.second ?? '', newPassword, texts.guardianLogin];
    const places = [
      { file: 'database', text: databaseText(dataDir) },
      ...filesText(dataDir),
      { file: 'log', text: server.log },
    ];
    expect(findTraces([...secrets, ...secrets.map((secret) => secret.replaceAll(' ', ''))], places)).toEqual([]);

    await old.goto('/konto-loeschen');
    await old.getByRole('textbox', { name: 'Ihr Anmeldename zur Bestätigung' }).fill(texts.guardianLogin);
    await old.getByLabel('Ihr Passwort', { exact: true }).fill(newPassword);
    await old.getByRole('button', { name: 'Konto endgültig löschen' }).click();
    await expect(old.getByRole('heading', { name: 'Anmelden' })).toBeVisible();
    await logIn(old, texts.guardianLogin, newPassword);
    await expect(old.getByRole('alert')).toContainText('stimmt nicht');
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/**
 * The sheet in the safe: a second owner by twelve digits, the first one's device lost, the way back from the printed sheet with the second
 * one's word; then, with nobody there, by waiting four days. The sheets that were used are good for nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { look } from './look.ts';
import {
  found,
  join,
  keepKit,
  makeGroup,
  openLetter,
  printLetter,
  putOffSheet,
  readKit,
  readPost,
  sendToNobody,
  texts,
  write,
} from './people.ts';
import { databaseText, filesText, findTraces } from './traces.ts';
import { test } from './test.ts';

const dayMs = 86_400_000;
const names = { petra: 'Petra Ahrens-Kühn', jonas: 'Jonas Wischnewski' };
const password = 'Kastanie Leuchtturm Fagott 3';

async function digitsOn(page: Page): Promise<string> {
  const shown = page.getByTestId('digits');
  await expect(shown).toHaveText(/^\d{4} \d{4} \d{4}$/u);
  return (await shown.textContent()) ?? '';
}

async function admitAsOwner(leader: Page, digits: string): Promise<void> {
  await leader.goto('/briefe');
  await leader.getByRole('list', { name: 'Schon dabei' }).getByRole('link', { name: texts.guardian }).click();
  await leader.getByRole('link', { name: 'Ins Team oder in die Leitung aufnehmen' }).click();
  await leader.getByText('In die Leitung, als Inhaber:in').click();
  const field = leader.getByRole('textbox', { name: `Ziffern von ${texts.guardian}` });
  await field.fill('1234 5678 9012');
  await leader.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(leader.getByRole('alert')).toContainText('Es wurde nichts geändert');
  await field.fill(digits);
  await leader.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(leader.getByRole('list', { name: 'Leitung' })).toContainText(texts.guardian);
}

async function typeSheet(page: Page, sheet: readonly string[]): Promise<void> {
  for (const [index, line] of sheet.entries())
    await page.getByRole('textbox', { name: `Zeile ${String(index + 1)}` }).fill(line.toLowerCase());
}

async function ask(page: Page, sheet: readonly string[], name: string, login: string): Promise<void> {
  await page.goto('/anmelden');
  await page.getByRole('link', { name: 'Ich habe das Tresorblatt' }).click();
  await typeSheet(page, sheet);
  await page.getByRole('textbox', { name: 'Ihr Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(login);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Um Zugang bitten' }).click();
}

const isWaiting = (page: Page) =>
  expect(page.getByRole('heading', { name: 'Ihre Anfrage mit dem Tresorblatt' })).toBeVisible();

/** Whoever came in by the sheet is led to nothing but another one. */
async function newSheet(page: Page): Promise<string[]> {
  await expect(page.getByText('Damit ist es verbraucht')).toBeVisible();
  await page.getByRole('button', { name: 'Neues Blatt zeigen' }).click();
  const lines = await readKit(page);
  await page.getByRole('textbox', { name: 'Letzte Gruppe der sechsten Zeile' }).fill(lines.at(-1)?.slice(-4) ?? '');
  await page.getByRole('button', { name: 'Das Blatt liegt im Tresor' }).click();
  await putOffSheet(page);
  return lines;
}

/** The browser's worker has another day from its next start on. */
async function aheadIn(context: BrowserContext, ahead: { ms: number }): Promise<void> {
  await context.route('**/assets/*worker*.js', async (route) => {
    const response = await route.fetch();
    const shift = `Date.now = ((now) => () => now() + ${String(ahead.ms)})(Date.now.bind(Date));\n`;
    await route.fulfill({ response, body: shift + (await response.text()) });
  });
}

test('journey: the first owner’s device is lost; the sheet from the safe, a second owner’s word, four days', async ({
  browser,
}) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-kit-'));
  const server = new ServerProcess(dataDir, 18_141);
  const newContext = (width: number, height: number) =>
    browser.newContext({ viewport: { width, height }, baseURL: server.origin, serviceWorkers: 'block' });
  const newPage = async (width: number, height: number) => (await newContext(width, height)).newPage();
  try {
    await server.start();
    const leader = await newPage(1440, 900);
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    const first = await keepKit(leader);
    await expect(leader.getByRole('link', { name: /Zweite Inhaberin oder zweiten Inhaber/u })).toBeVisible();
    await makeGroup(leader);
    const second = await newPage(820, 1180);
    await openLetter(second, await printLetter(leader));
    await join(second);
    await second.goto('/ziffern');
    await admitAsOwner(leader, await digitsOn(second));
    await second.goto('/');
    await second.getByRole('button', { name: 'Diesen Namen zeigen' }).click();
    await expect(second.getByRole('heading', { name: 'Sie gehören jetzt zum Team' })).toHaveCount(0);
    // The only one of the group is of the staff now.
    await write(leader, sendToNobody);
    await readPost(second);
    await leader.context().close();

    // From the paper, on a device that knows nothing; the power fails, and the browser is closed in between.
    const petra = await newPage(360, 640);
    await ask(petra, first, names.petra, 'petra.ahrens');
    await isWaiting(petra);
    await look(petra, 'kit-waiting');
    await server.cutPower();
    await petra.goto('/');
    await isWaiting(petra);
    await second.goto('/nachrichten');
    await second.getByRole('link', { name: 'Ansehen' }).click();
    await expect(second.getByRole('heading', { name: 'Das Tresorblatt wird benutzt' })).toBeVisible();
    await look(second, 'kit-answer');
    await second.getByRole('textbox', { name: 'Zwölf Ziffern' }).fill(await digitsOn(petra));
    await second.getByRole('button', { name: 'Zustimmen' }).click();
    const next = await newSheet(petra);
    await readPost(petra);
    await petra.goto('/team');
    const leadership = petra.getByRole('list', { name: 'Leitung' });
    for (const name of [texts.leader, texts.guardian, names.petra]) await expect(leadership).toContainText(name);
    await second.goto('/');
    await expect(second.getByRole('list', { name: 'Mit dem Tresorblatt hereingekommen' })).toContainText(names.petra);
    await look(second, 'kit-used');

    // The sheet that was used is good for nothing more.
    const finder = await newPage(360, 640);
    await ask(finder, first, 'Niemand', 'niemand.hier');
    await expect(finder.getByRole('alert')).toContainText('gilt hier nicht oder nicht mehr');
    await finder.context().close();

    // Nobody is there any more: the new sheet, and four days.
    await petra.context().close();
    await second.context().close();
    const ahead = { ms: 0 };
    const context = await newContext(820, 1180);
    await aheadIn(context, ahead);
    const jonas = await context.newPage();
    await ask(jonas, next, names.jonas, 'jonas.w');
    await isWaiting(jonas);
    for (const days of [3, 1]) {
      await isWaiting(jonas);
      await server.stop();
      server.aheadMs += days * dayMs;
      ahead.ms = server.aheadMs;
      await server.start();
      // It has looked, with the new day.
      await Promise.all([jonas.waitForResponse('**/api/space/list'), jonas.goto('/')]);
    }
    const third = await newSheet(jonas);
    // An owner now, and by this clock away for days: the device has locked itself.
    await jonas.goto('/');
    await jonas.getByRole('link', { name: 'jonas.w' }).click();
    await jonas.getByLabel('Passwort', { exact: true }).fill(password);
    await jonas.getByRole('button', { name: 'Entsperren' }).click();
    await expect(jonas.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
    await readPost(jonas);

    const lines = [...first, ...next, ...third];
    const secrets = [...lines, ...lines.map((line) => line.replaceAll(' ', '')), ...Object.values(names), password];
    const places = [
      { file: 'database', text: databaseText(dataDir) },
      ...filesText(dataDir),
      { file: 'log', text: server.log },
    ];
    expect(findTraces(secrets, places)).toEqual([]);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/**
 * The kit on three sheets, from paper to paper: founding prints three, two of them let somebody in after four days, who prints three others;
 * one sheet, the same twice and sheets of two sets let in nobody.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { look } from './look.ts';
import { found, putOffSheet } from './people.ts';
import { databaseText, filesText, findTraces } from './traces.ts';
import { test } from './test.ts';

const dayMs = 86_400_000;
const password = 'Kastanie Leuchtturm Fagott 3';

/** What stands on each of the three papers. */
async function readSheets(page: Page): Promise<string[][]> {
  const sheets: string[][] = [];
  for (const number of [1, 2, 3]) {
    const paper = page.getByRole('article', { name: `Blatt ${number} von 3 zum Drucken` });
    await expect(paper.getByRole('heading', { name: `Tresorblatt ${number} von 3` })).toBeVisible();
    await expect(paper.getByTestId('kit')).toHaveCount(7);
    sheets.push(await paper.getByTestId('kit').allTextContents());
  }
  for (const line of sheets.flat()) expect(line).toMatch(/^[0-9A-Z]{4}(?: [0-9A-Z]{4}){3}$/u);
  return sheets;
}

/** As a printer would: one page of A4 for each sheet, and nothing sticks out. */
async function print(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  const file = test.info().outputPath(`${name}.pdf`);
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  const pages = readFileSync(file, 'latin1').match(/\/Type\s*\/Page\b(?!s)/gu) ?? [];
  expect(pages).toHaveLength(3);
  const papers = page.locator('[data-sheet]');
  for (const paper of await papers.all()) {
    const [inside, room] = await paper.evaluate((sheet) => [sheet.scrollHeight, sheet.clientHeight]);
    expect(inside).toBe(room);
  }
  await page.emulateMedia({ media: null });
}

async function typeInto(sheet: Locator, lines: readonly string[]): Promise<void> {
  for (const [index, line] of lines.entries())
    await sheet.getByRole('textbox', { name: `Zeile ${index + 1}` }).fill(line.toLowerCase());
}

const sheetAt = (page: Page, which: 'Erstes' | 'Zweites') => page.getByRole('group', { name: `${which} Blatt` });

async function ask(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Um Zugang bitten' }).click();
}

/** The browser's worker has another day from its next start on. */
async function aheadIn(context: BrowserContext, ahead: { ms: number }): Promise<void> {
  await context.route('**/assets/*worker*.js', async (route) => {
    const response = await route.fetch();
    const shift = `Date.now = ((now) => () => now() + ${String(ahead.ms)})(Date.now.bind(Date));\n`;
    await route.fulfill({ response, body: shift + (await response.text()) });
  });
}

test('journey: three sheets from founding, two of them and four days, three new ones', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-kit-split-'));
  const server = new ServerProcess(dataDir, 18_660);
  const newContext = (width: number, height: number) =>
    browser.newContext({ viewport: { width, height }, baseURL: server.origin, serviceWorkers: 'block' });
  try {
    await server.start();
    const leader = await (await newContext(1440, 900)).newPage();
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await leader.getByText('Drei Blätter, zwei genügen').click();
    const first = await readSheets(leader);
    await look(leader, 'kit-split-first');
    await print(leader, 'kit-split');
    await leader.reload();
    expect(await readSheets(leader)).toEqual(first);
    await leader.getByRole('checkbox', { name: 'Ich habe alle drei Blätter gedruckt' }).check({ force: true });
    await leader.getByRole('button', { name: 'Weiter' }).click();
    await putOffSheet(leader);
    await leader.context().close();

    // Nobody is there any more: the third and the first sheet, on a device that knows nothing.
    const ahead = { ms: 0 };
    const context = await newContext(360, 640);
    await aheadIn(context, ahead);
    const petra = await context.newPage();
    await petra.goto('/anmelden');
    await petra.getByRole('link', { name: 'Ich habe das Tresorblatt' }).click();
    await petra.getByText('Zwei von drei Blättern').click();
    const [one = [], , three = []] = first;
    await typeInto(sheetAt(petra, 'Erstes'), three);
    await typeInto(sheetAt(petra, 'Zweites'), three);
    await petra.getByRole('textbox', { name: 'Ihr Name' }).fill('Petra Ahrens-Kühn');
    await petra.getByRole('textbox', { name: 'Anmeldename' }).fill('petra.ahrens');
    await petra.getByLabel('Passwort', { exact: true }).fill(password);
    await ask(petra);
    await expect(petra.getByRole('alert')).toContainText('zweimal dasselbe Blatt');
    await typeInto(sheetAt(petra, 'Zweites'), one.with(3, three[3] ?? ''));
    await ask(petra);
    await expect(sheetAt(petra, 'Zweites').getByRole('textbox', { name: 'Zeile 4' })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
    await look(petra, 'kit-split-mistake');
    await typeInto(sheetAt(petra, 'Zweites'), one);
    await ask(petra);
    const waits = petra.getByRole('heading', { name: 'Ihre Anfrage mit dem Tresorblatt' });
    await expect(waits).toBeVisible();
    await server.stop();
    ahead.ms = server.aheadMs = 4 * dayMs;
    await server.start();
    await petra.goto('/');
    await expect(petra.getByText('Damit ist es verbraucht')).toBeVisible();

    // Three others in place of those.
    await petra.getByText('Drei Blätter, zwei genügen').click();
    await petra.getByRole('button', { name: 'Neue Blätter zeigen' }).click();
    const next = await readSheets(petra);
    for (const [index, lines] of next.entries())
      await petra.getByRole('textbox', { name: `Blatt ${index + 1}: letzte` }).fill(lines.at(-1)?.slice(-4) ?? '');
    await look(petra, 'kit-split-new');
    await petra.getByRole('button', { name: 'Alle drei sind auf Papier' }).click();
    await putOffSheet(petra);

    // Sheets of two sets, and two of the set that was used.
    const finder = await (await newContext(820, 1180)).newPage();
    await finder.goto('/mit-tresorblatt');
    await finder.getByText('Zwei von drei Blättern').click();
    await typeInto(sheetAt(finder, 'Erstes'), one);
    await typeInto(sheetAt(finder, 'Zweites'), next[1] ?? []);
    await finder.getByRole('textbox', { name: 'Ihr Name' }).fill('Niemand');
    await finder.getByRole('textbox', { name: 'Anmeldename' }).fill('niemand.hier');
    await finder.getByLabel('Passwort', { exact: true }).fill(password);
    await ask(finder);
    await expect(finder.getByRole('alert')).toContainText('gehören nicht zusammen');
    await typeInto(sheetAt(finder, 'Zweites'), three);
    await ask(finder);
    await expect(finder.getByRole('alert')).toContainText('gilt hier nicht oder nicht mehr');

    const lines = [...first, ...next].flat();
    const places = [
      { file: 'database', text: databaseText(dataDir) },
      ...filesText(dataDir),
      { file: 'log', text: server.log },
    ];
    expect(findTraces([...lines, ...lines.map((line) => line.replaceAll(' ', ''))], places)).toEqual([]);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

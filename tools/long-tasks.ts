/**
 * `npm run long-tasks`: how long the page is held up while a list of 5,000 lines is read in, in a real browser: the longest of its tasks, by the
 * browser's own observer, which counts those of 50 ms and more. The app is served unbuilt, so that what is measured is rather too long. Prints JSON.
 * @module
 */
import { chromium as browserType, type Page } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from './chromium.ts';
import { serveUnbuilt } from './unbuilt-app.ts';

const lines = 5000;

/** Runs in the page. */
const observe = `
  const durations = (window.durations = []);
  new PerformanceObserver((list) => durations.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: 'longtask' });
`;

/** Made up, of the shape of a KiTa's export: two guardians each, a remark about a ban on every hundredth. */
function list(): string {
  const names = ['Mia', 'Ben', 'Ayşe', 'Noah', 'Zoë', 'Jürgen', 'Клара'];
  const rows = Array.from({ length: lines }, (_, at) => {
    const name = names[at % names.length];
    const note = at % 100 === 0 ? 'Vater: Abholverbot lt. Beschluss AG' : '';
    const born = `${(at % 28) + 1}.${(at % 12) + 1}.202${at % 5}`;
    return `${at};Groß${at};${name};${born};Gruppe ${at % 60};Weg ${at};0${7000 + (at % 999)};Anna;Groß${at};0761 ${10_000 + at};Uwe;Groß${at};${note}`;
  });
  const header =
    'Nr.;Name;Vorname;Geb.-Datum;Gruppe;Straße;PLZ;Mutter Vorname;Mutter Name;Tel. 1;Vater Vorname;Vater Name;Bemerkung';
  return [header, ...rows].join('\n');
}

async function readIn(page: Page, file: string): Promise<void> {
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('heading', { name: 'Was steht in welcher Spalte?' }).waitFor();
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await page.getByText('5000 Zeilen werden übernommen').or(page.getByText('5.000 Zeilen werden übernommen')).waitFor();
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await page.getByText('50 Fragen sind offen').waitFor();
  await page.getByRole('button', { name: /^Weiter,/ }).click();
  await page.getByRole('button', { name: 'Jetzt anlegen' }).click();
  await page.getByRole('heading', { name: 'Fertig' }).waitFor();
}

async function measure(page: Page, origin: string, file: string): Promise<{ longestMs: number; wholeMs: number }> {
  await page.goto(`${origin}/dev.html?as=fresh&only=import`);
  // Twice: the first time modules are fetched and compiled.
  for (const isMeasured of [false, true]) {
    await page.getByRole('button', { name: 'Datei auswählen' }).waitFor();
    await page.evaluate(observe);
    const start = performance.now();
    await readIn(page, file);
    const wholeMs = performance.now() - start;
    await page.waitForTimeout(100);
    const longest: unknown = await page.evaluate('Math.max(0, ...window.durations)');
    if (typeof longest !== 'number') throw new Error('nothing was observed');
    if (isMeasured) return { longestMs: Math.round(longest), wholeMs: Math.round(wholeMs) };
    await page.getByRole('button', { name: 'Noch eine Liste einlesen' }).click();
  }
  throw new Error('not reached');
}

const folder = await mkdtemp(join(tmpdir(), 'obhut-long-tasks-'));
const file = join(folder, 'liste.csv');
await writeFile(file, list());
const app = await serveUnbuilt();
const browser = await browserType.launch(await chromium());
try {
  const measured = await measure(await browser.newPage({ locale: 'de-DE' }), app.origin, file);
  process.stdout.write(
    `${JSON.stringify({ name: `a list of ${lines} lines is read in`, targetMs: 200, ...measured })}\n`,
  );
} finally {
  await browser.close();
  app.stop();
  await rm(folder, { recursive: true, force: true });
}

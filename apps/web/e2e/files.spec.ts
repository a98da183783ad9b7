/**
 * A leader attaches a letter as PDF and a photo that says where it was taken; the server loses its power in the middle; a guardian opens both on
 * a phone. Neither what the files say nor what they said besides is anywhere at the server.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { look } from './look.ts';
import { found, join, keepKit, makeGroup, openLetter, printLetter, readPost, texts } from './people.ts';
import { cameraWords, documentWords, letterPdf, photo } from './sample-files.ts';
import { databaseText, filesText, findTraces } from './traces.ts';
import { test } from './test.ts';

const alt = 'Ein roter Drachen über dem Wehr';

/** The bytes that the app shows: of the first picture, or of the file that is saved. */
async function saved(page: Page): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Auf diesem Gerät speichern' }).click();
  return readFileSync(await (await waiting).path());
}

async function isClean(page: Page, name: string): Promise<void> {
  expect(await axeFinds(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
}

test('journey: a PDF and a photo reach a guardian, cleaned, over a server that is killed on the way', async ({
  browser,
}) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-files-'));
  const server = new ServerProcess(dataDir, 18_700);
  const errors: string[] = [];
  try {
    await server.start();
    const newPage = async (width: number, height: number) => {
      const context = await browser.newContext({
        viewport: { width, height },
        baseURL: server.origin,
        hasTouch: width < 500,
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('net::ERR_')) errors.push(message.text());
      });
      return page;
    };
    const [leader, guardian] = [await newPage(1440, 900), await newPage(360, 640)];
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await makeGroup(leader);
    await openLetter(guardian, await printLetter(leader));
    await join(guardian);

    await leader.goto('/nachrichten/neu');
    await leader.getByText(texts.group).click();
    await leader.getByRole('textbox', { name: 'Überschrift' }).fill(texts.title);
    await leader.getByRole('textbox', { name: 'Text', exact: true }).fill(texts.post);
    const picture = await photo(leader);
    const document = await letterPdf();
    expect(findTraces(cameraWords, [{ file: 'photo', text: picture.toString('latin1') }]).length).toBeGreaterThan(0);
    await leader.locator('input[type=file]').setInputFiles([
      { name: 'Elternbrief Wehrfest.pdf', mimeType: 'application/pdf', buffer: document },
      { name: 'Drachen am Wehr.png', mimeType: 'image/png', buffer: picture },
      { name: 'Dienstplan.docx', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004 kein PDF') },
    ]);
    await expect(leader.getByText(/Diese Art von Datei kann Obhut nicht/)).toBeVisible();
    await leader.getByRole('button', { name: 'Dienstplan.docx entfernen' }).click();
    await expect(leader.getByText(/ohne versteckte Angaben/)).toHaveCount(2);
    // By its first bytes it is a JPEG, whatever its name says.
    await leader.getByRole('textbox', { name: 'Was zeigt Drachen am Wehr.jpg?' }).fill(alt);
    await leader.getByText(/Das bekommt 1 Person/).click();
    await look(leader, 'write-with-files');
    await leader.getByRole('button', { name: 'Vorschau' }).click();
    const preview = leader.getByRole('dialog', { name: 'So sehen es die Eltern' });
    await expect(preview.getByRole('img', { name: alt })).toBeVisible();
    await expect(preview).toContainText('Elternbrief Wehrfest.pdf');
    await look(leader, 'preview');
    await leader.getByRole('button', { name: 'Vorschau schließen' }).click();

    // The server dies while the second file is under way, and the page is loaded anew: it goes on.
    let pieces = 0;
    await leader.route('**/api/blob', async (route) => {
      if (route.request().method() === 'PUT') pieces++;
      if (pieces !== 2) return route.continue();
      await server.cutPower();
      return route.abort('connectionreset');
    });
    await leader.getByRole('button', { name: 'Senden', exact: true }).click();
    await expect.poll(() => pieces).toBeGreaterThanOrEqual(2);
    await leader.reload();
    await expect(leader.getByRole('heading', { name: texts.title })).toBeVisible();
    await expect(leader.getByText('wird gesendet')).toHaveCount(0);

    await guardian.goto('/nachrichten');
    await expect(guardian.getByText(texts.title)).toBeVisible();
    await readPost(guardian);
    await isClean(guardian, 'post-with-files');
    await guardian.getByRole('button', { name: `Öffnen: ${alt}` }).click();
    const shown = guardian.getByRole('dialog').getByRole('img', { name: alt });
    await expect(shown).toBeVisible();
    // Upright: the camera held it sideways.
    expect(await shown.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([900, 1200]);
    await look(guardian, 'viewer-picture');
    const seenPicture = await saved(guardian);
    await guardian.keyboard.press('+');
    await guardian.keyboard.press('-');
    await guardian.keyboard.press('ArrowLeft');
    await expect(guardian.getByRole('dialog')).toContainText('1 von 2');
    const page1 = guardian.getByRole('region', { name: 'Seite 1 von 1' });
    await expect(page1).toContainText('Wehrfest am Samstag');
    await expect(page1.locator('canvas[data-drawn]')).toHaveCount(1);
    const ink = await page1.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.filter((value, at) => at % 4 === 0 && value < 100).length;
    });
    expect(ink).toBeGreaterThan(100);
    await isClean(guardian, 'viewer-pdf');
    const seenPdf = await saved(guardian);
    await guardian.keyboard.press('Escape');
    await expect(guardian.getByRole('dialog')).toHaveCount(0);

    // What arrived says nothing of camera, place and author.
    const arrived = [
      { file: 'picture', text: seenPicture.toString('latin1') },
      { file: 'pdf', text: seenPdf.toString('latin1') },
    ];
    expect(seenPicture.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(findTraces([...cameraWords, ...documentWords], arrived)).toEqual([]);

    // Without a network it opens from the device.
    await guardian.context().setOffline(true);
    await guardian.reload();
    await guardian.getByRole('button', { name: 'Öffnen: Elternbrief Wehrfest.pdf' }).click();
    await expect(guardian.getByRole('region', { name: 'Seite 1 von 1' })).toContainText('Wehrfest am Samstag');
    await expect(guardian.getByRole('region').locator('canvas[data-drawn]')).toHaveCount(1);
    await guardian.context().setOffline(false);

    const places = [
      { file: 'database', text: databaseText(dataDir) },
      ...filesText(dataDir),
      { file: 'log', text: server.log },
    ];
    const secrets = ['Elternbrief Wehrfest', 'Drachen am Wehr', 'Wehrfest am Samstag', 'image/jpeg', alt];
    expect(findTraces([...Object.values(texts), ...secrets, ...cameraWords, ...documentWords], places)).toEqual([]);
    // No piece of what was seen lies there either.
    const plain = [seenPicture, seenPdf].map((bytes) => bytes.subarray(600, 632).toString('latin1'));
    for (const { file, text } of places) for (const piece of plain) expect(text.includes(piece), file).toBe(false);
    expect(filesText(path.join(dataDir, 'blobs')).length).toBeGreaterThanOrEqual(3);

    // Taken back: the guardian's open page says so, and its files are gone from the server.
    await leader.getByRole('button', { name: 'Zurückziehen' }).click();
    await leader.getByRole('alertdialog').getByRole('button', { name: 'Zurückziehen' }).click();
    await expect(guardian.getByText('hat diese Nachricht zurückgezogen')).toBeVisible();
    await expect(guardian.getByRole('heading', { name: texts.title })).toHaveCount(0);
    await look(guardian, 'withdrawn');
    await expect.poll(() => filesText(path.join(dataDir, 'blobs')).length).toBe(0);
    expect(errors).toEqual([]);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  }
});

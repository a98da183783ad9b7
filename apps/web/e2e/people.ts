/**
 * What the two people of the journey do on their screens, by role and name as a screen reader would find it.
 * @module
 */
import { expect, type Locator, type Page } from '@playwright/test';
import jsqr from 'jsqr';

export const texts = {
  institution: 'KiTa Lindenhof am Wehr',
  leader: 'Sabine Brandtmeier',
  leaderLogin: 'sabine.brandtmeier',
  leaderPassword: 'Wolke Trichter Zebra 41',
  group: 'Igelgruppe Sonnental',
  guardian: 'Ayşe Yıldırımoğlu',
  note: 'Mutter von Elif Defne',
  guardianLogin: 'ayse.yildirimoglu',
  guardianPassword: 'Pfirsich Anker Lampion 7',
  title: 'Ausflug in den Tiergarten',
  post: 'Am Freitag fahren wir mit der Straßenbahn. Bitte Gummistiefel mitgeben.',
  reply: 'Elif kommt mit, sie hat neue Gummistiefel.',
  answer: 'Wunderbar, wir freuen uns auf Elif!',
};

/** Counts what a finger or a mouse really does, from now on. */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const taps = { count: 0 };
    addEventListener('pointerdown', ({ isTrusted }) => (taps.count += isTrusted ? 1 : 0), { capture: true });
    return taps;
  });
  return () => counter.evaluate(({ count }) => count);
}

/** What a QR code says to whoever scans it; where there are several, the one on that sheet. */
export async function scan(page: Page, name: string, sheet: Page | Locator = page): Promise<string> {
  const side = 600;
  // As one text: number by number it takes the browser many seconds to hand a picture over.
  const pixels = await sheet
    .getByRole('figure', { name })
    .locator('svg')
    .evaluate(async (svg, size) => {
      const picture = new Image();
      picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
      await picture.decode();
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = size;
      const paper = canvas.getContext('2d');
      if (paper === null) throw new Error('no canvas');
      paper.fillStyle = 'white';
      paper.fillRect(0, 0, size, size);
      paper.drawImage(picture, 50, 50, size - 100, size - 100);
      return new Uint8Array(paper.getImageData(0, 0, size, size).data).toBase64();
    }, side);
  const found = jsqr(Uint8ClampedArray.from(Buffer.from(pixels, 'base64')), side, side);
  if (found === null) throw new Error('the QR code cannot be read');
  return found.data;
}

/** Everything that founding asks for, up to the button. */
export async function fillFounding(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Name der Einrichtung' }).fill(texts.institution);
  await page.getByRole('radio', { name: 'KiTa' }).check({ force: true });
  await page.getByRole('combobox', { name: 'Bundesland' }).selectOption('Sachsen');
  await page.getByText('Frei oder privat').click();
  await page.getByRole('textbox', { name: 'Ihr Name' }).fill(texts.leader);
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(texts.leaderLogin);
  await page.getByLabel('Passwort', { exact: true }).fill(texts.leaderPassword);
}

export async function pressFound(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Gründen' }).click();
  await expect(page.getByRole('heading', { name: 'Das Tresorblatt' })).toBeVisible();
}

export async function found(page: Page, link: string): Promise<void> {
  await fillFounding(page, link);
  await pressFound(page);
}

/** The six printed lines of the kit. */
export async function readKit(page: Page): Promise<string[]> {
  await expect(page.getByTestId('kit')).toHaveCount(6);
  const lines = await page.getByTestId('kit').allTextContents();
  for (const line of lines) expect(line).toMatch(/^[0-9A-Z]{4}(?: [0-9A-Z]{4}){3}$/u);
  return lines;
}

export async function keepKit(page: Page): Promise<string[]> {
  const kit = await readKit(page);
  await page.getByRole('checkbox', { name: 'Ich habe das Blatt gedruckt oder abgeschrieben' }).check({ force: true });
  await page.getByRole('button', { name: 'Weiter' }).click();
  await putOffSheet(page);
  return kit;
}

/** The recovery sheet is offered, and can wait. */
export async function putOffSheet(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Ihr Wiederherstellungsblatt' })).toBeVisible();
  await page.getByRole('button', { name: 'Später' }).click();
  await expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
}

export async function makeGroup(page: Page): Promise<void> {
  await page.goto('/gruppen/neu');
  await page.getByRole('textbox', { name: 'Name' }).fill(texts.group);
  await page.getByRole('button', { name: 'Anlegen' }).click();
  await expect(page.getByText(texts.group)).toBeVisible();
}

/** A ward of the group. */
export async function enrol(page: Page, name: string): Promise<void> {
  await page.goto('/kinder/neu');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByText(texts.group).click();
  await page.getByText('Schildkröte').click();
  await page.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

export interface PrintedLetter {
  address: string;
  code: string;
  typed: string;
}

export async function printLetter(page: Page): Promise<PrintedLetter> {
  await page.goto('/briefe/neu');
  await page.getByRole('textbox', { name: 'Für wen' }).fill(texts.guardian);
  await page.getByRole('textbox', { name: 'Zusatz' }).fill(texts.note);
  await page.getByText(texts.group).click();
  return await createLetter(page);
}

/** What the sheet says, once the form is filled in. */
export async function createLetter(page: Page): Promise<PrintedLetter> {
  await page.getByRole('button', { name: 'Brief erstellen' }).click();
  await expect(page.getByRole('heading', { name: `Brief für ${texts.guardian}`, exact: true })).toBeVisible();
  const code = (await page.getByTestId('code').textContent()) ?? '';
  const typed =
    /(?:[0-9A-Z]{4} ){8}[0-9A-Z]{2}/u.exec((await page.getByTestId('typed').textContent()) ?? '')?.[0] ?? '';
  return { address: await scan(page, 'QR-Code mit der Adresse dieses Briefs'), code, typed };
}

/** Scans, types the key, and reads before there is an account. */
export async function openLetter(page: Page, letter: PrintedLetter): Promise<void> {
  await page.goto(letter.address);
  await page.getByRole('textbox', { name: 'Schlüssel vom Brief' }).fill(letter.code.toLowerCase());
  await page.getByRole('button', { name: 'Brief öffnen' }).click();
  await expect(page.getByRole('heading', { name: `Willkommen bei ${texts.institution}` })).toBeVisible();
  await expect(page.getByText(texts.note)).toBeVisible();
}

export async function join(page: Page, login = texts.guardianLogin): Promise<void> {
  await page.getByRole('textbox', { name: 'Ihr Name' }).fill(texts.guardian);
  await page.getByRole('textbox', { name: 'Anmeldename' }).fill(login);
  await page.getByLabel('Passwort', { exact: true }).fill(texts.guardianPassword);
  await page.getByRole('button', { name: 'Zugang einrichten' }).click();
  await putOffSheet(page);
}

/** Where nobody would get it, the page asks first. */
export async function sendToNobody(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Senden', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Trotzdem senden' }).click();
}

const sendToSome = (page: Page) => page.getByRole('button', { name: 'Senden', exact: true }).click();

export async function write(page: Page, send = sendToSome): Promise<void> {
  await page.goto('/nachrichten/neu');
  await page.getByText(texts.group).click();
  await page.getByRole('textbox', { name: 'Überschrift' }).fill(texts.title);
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(texts.post);
  await send(page);
  await expect(page.getByRole('heading', { name: texts.title })).toBeVisible();
  await expect(page.getByText('wird gesendet')).toHaveCount(0);
}

export async function readPost(page: Page): Promise<void> {
  await page.goto('/nachrichten');
  await page.getByText(texts.title).click();
  await expect(page.getByText(texts.post)).toBeVisible();
}

export async function reply(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(text);
  await page.getByRole('button', { name: 'Antworten' }).click();
  await expect(page.getByRole('textbox', { name: label })).toHaveValue('');
  await expect(page.getByText(text)).toBeVisible();
}

/**
 * Somebody has lost phone and password: a new letter, one word of the leader's, and what they wrote is theirs; then their access ends.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Locator, type Page } from '@playwright/test';
import {
  countTaps,
  createLetter,
  found,
  join,
  keepKit,
  makeGroup,
  openLetter,
  printLetter,
  readPost,
  sendToNobody,
  reply,
  texts,
  write,
  type PrintedLetter,
} from './people.ts';
import { test } from './test.ts';

async function openPerson(leader: Page): Promise<void> {
  await leader.goto('/briefe');
  await leader.getByRole('list', { name: 'Schon dabei' }).getByRole('link', { name: texts.guardian }).click();
  await expect(leader.getByRole('heading', { name: texts.guardian })).toBeVisible();
}

/** Whoever has not read the post that is open. */
async function remind(leader: Page): Promise<void> {
  await leader.getByRole('button', { name: '1 Person erinnern' }).click();
  await leader.getByRole('alertdialog').getByRole('button', { name: 'Erinnern' }).click();
  await expect(leader.getByText('Heute sind alle erinnert, die noch nicht gelesen haben.')).toBeVisible();
}

/** Into a field that a finger has to open first, unless it is open. */
async function typeInto(field: Locator, text: string): Promise<void> {
  if (!(await field.evaluate((element) => element === document.activeElement))) await field.tap();
  await field.pressSequentially(text);
}

/** From the letter in the hand to the post that waits, as somebody does it who holds a phone: how often they touched it. */
async function readFirst(phone: Page, letter: PrintedLetter, login: string): Promise<number> {
  await phone.goto(letter.address);
  const taps = await countTaps(phone);
  await typeInto(phone.getByRole('textbox', { name: 'Schlüssel vom Brief' }), letter.code);
  await phone.getByRole('button', { name: 'Brief öffnen' }).tap();
  await typeInto(phone.getByRole('textbox', { name: 'Ihr Name' }), texts.guardian);
  await typeInto(phone.getByRole('textbox', { name: 'Anmeldename' }), login);
  await typeInto(phone.getByLabel('Passwort', { exact: true }), texts.guardianPassword);
  await phone.getByRole('button', { name: 'Zugang einrichten' }).tap();
  await phone.getByRole('button', { name: 'Später' }).tap();
  await phone.getByRole('main').getByText(texts.title).tap();
  await expect(phone.getByText(texts.post)).toBeVisible();
  return taps();
}

test('journey: a lost phone, a new letter, the same person; and the end of an access', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-new-letter-'));
  const server = new ServerProcess(dataDir, 18_133);
  const newPage = async (width: number, height: number) =>
    (await browser.newContext({ viewport: { width, height }, hasTouch: true, baseURL: server.origin })).newPage();
  try {
    await server.start();
    const leader = await newPage(1440, 900);
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await makeGroup(leader);
    const oldPhone = await newPage(360, 640);
    await openLetter(oldPhone, await printLetter(leader));
    await join(oldPhone);
    await write(leader);
    await remind(leader);
    await expect(oldPhone.getByRole('region', { name: 'Bitte lesen' })).toContainText(texts.title);
    await readPost(oldPhone);
    await reply(oldPhone, 'Antwort an das Team', texts.reply);
    await expect(oldPhone.getByText('wird gesendet')).toHaveCount(0);

    await openPerson(leader);
    await leader.getByRole('link', { name: 'Neuen Brief schreiben' }).click();
    await expect(leader.getByRole('textbox', { name: 'Für wen' })).toHaveValue(texts.guardian);
    await expect(leader.getByRole('checkbox', { name: texts.group })).toBeChecked();
    const letter = await createLetter(leader);
    const newPhone = await newPage(360, 640);
    expect(await readFirst(newPhone, letter, 'ein-anderer-name')).toBeLessThanOrEqual(8);
    await expect(newPhone.getByText(texts.reply)).toHaveCount(0);

    await openPerson(leader);
    await server.cutPower();
    await leader.getByRole('button', { name: 'Ja, das ist dieselbe Person' }).click();
    await expect(leader.getByRole('link', { name: 'Neuen Brief schreiben' })).toBeVisible();
    // What was written on the old phone is theirs on the new one, and the old phone has nothing more to say.
    await expect(newPhone.getByText(texts.reply)).toHaveCount(1);
    await reply(newPhone, 'Antwort an das Team', texts.answer);
    await expect(newPhone.getByText('wird gesendet')).toHaveCount(0);
    await readPost(leader);
    for (const text of [texts.reply, texts.answer]) await expect(leader.getByText(text)).toHaveCount(1);
    await expect(leader.getByText('1 von 1 gelesen')).toBeVisible();

    await openPerson(leader);
    await leader.getByRole('button', { name: 'Zugang beenden' }).click();
    await leader.getByRole('alertdialog').getByRole('button', { name: 'Zugang beenden' }).click();
    await expect(leader.getByRole('heading', { name: 'Zugangsbriefe' })).toBeVisible();
    await expect(leader.getByRole('link', { name: texts.guardian })).toHaveCount(0);
    await leader.goto('/nachrichten/neu');
    await leader.getByText(texts.group).click();
    await leader.getByRole('textbox', { name: 'Überschrift' }).fill('Nach dem Ende');
    await leader.getByRole('textbox', { name: 'Text', exact: true }).fill('Das liest nur, wer noch da ist.');
    await sendToNobody(leader);
    await expect(leader.getByRole('heading', { name: 'Nach dem Ende' })).toBeVisible();
    await expect(leader.getByText('wird gesendet')).toHaveCount(0);
    for (const phone of [oldPhone, newPhone]) {
      await phone.goto('/nachrichten');
      await expect(phone.getByText(texts.title)).toBeVisible();
      await expect(phone.getByText('Nach dem Ende')).toHaveCount(0);
    }
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/**
 * A phone is stolen on which a guardian was signed in: new keys on another device, and the phone reads nothing more.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { found, join, keepKit, makeGroup, openLetter, printLetter, readPost, reply, texts, write } from './people.ts';
import { test } from './test.ts';

const password = texts.guardianPassword;

async function post(leader: Page, title: string): Promise<void> {
  await leader.goto('/nachrichten/neu');
  await leader.getByText(texts.group).click();
  await leader.getByRole('textbox', { name: 'Überschrift' }).fill(title);
  await leader.getByRole('textbox', { name: 'Text', exact: true }).fill('Für alle, die noch da sind.');
  await leader.getByRole('button', { name: 'Senden' }).click();
  await expect(leader.getByRole('heading', { name: title })).toBeVisible();
  await expect(leader.getByText('wird gesendet')).toHaveCount(0);
}

test('journey: a stolen phone, new keys on another device, and nothing new for the thief', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-lost-'));
  const server = new ServerProcess(dataDir, 18_139);
  const newPage = async (width: number, height: number) =>
    (await browser.newContext({ viewport: { width, height }, baseURL: server.origin })).newPage();
  try {
    await server.start();
    const leader = await newPage(1440, 900);
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await makeGroup(leader);
    const phone = await newPage(360, 640);
    await openLetter(phone, await printLetter(leader));
    await join(phone);
    await write(leader);
    await readPost(phone);
    await reply(phone, 'Antwort an das Team', texts.reply);

    const desk = await newPage(820, 1180);
    await desk.goto('/anmelden');
    await desk.getByRole('textbox', { name: 'Anmeldename' }).fill(texts.guardianLogin);
    await desk.getByLabel('Passwort', { exact: true }).fill(password);
    await desk.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await expect(desk.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
    await readPost(desk);

    await desk.goto('/anmeldung');
    await desk.getByRole('link', { name: /^Gerät verloren/u }).click();
    await expect(desk.getByRole('heading', { name: 'Gerät verloren oder gestohlen' })).toBeVisible();
    expect(await axeFinds(desk)).toEqual([]);
    await desk.getByLabel('Ihr Passwort').fill('ein ganz anderes Wort');
    await desk.getByRole('button', { name: 'Neue Schlüssel erstellen' }).click();
    await expect(desk.getByRole('alert')).toBeVisible();
    await desk.getByLabel('Ihr Passwort').fill(password);
    await desk.getByRole('button', { name: 'Neue Schlüssel erstellen' }).click();
    await expect(desk.getByRole('heading', { name: 'Ihr Wiederherstellungsblatt' })).toBeVisible();
    await desk.getByRole('button', { name: 'Später' }).click();

    await post(leader, 'Nach dem Diebstahl');
    await desk.goto('/nachrichten');
    await expect(desk.getByText('Nach dem Diebstahl')).toBeVisible();
    await readPost(desk);
    await expect(desk.getByText(texts.reply)).toHaveCount(1);
    await reply(desk, 'Antwort an das Team', texts.answer);
    await expect(desk.getByText('wird gesendet')).toHaveCount(0);
    await readPost(leader);
    for (const text of [texts.reply, texts.answer]) await expect(leader.getByText(text)).toHaveCount(1);

    await phone.reload();
    await expect(phone.getByText('Dieses Gerät hat hier keinen Zugang mehr')).toBeVisible();
    await phone.goto('/nachrichten');
    await expect(phone.getByText('Nach dem Diebstahl')).toHaveCount(0);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

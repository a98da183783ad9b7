/**
 * Two people, two browsers, one blind server that loses its power between every two steps: everything arrives, once, and the server has
 * seen none of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect, type Page } from '@playwright/test';
import { found, join, keepKit, makeGroup, openLetter, printLetter, readPost, reply, texts, write } from './people.ts';
import { databaseText, filesText, findTraces } from './traces.ts';
import { test } from './test.ts';

const port = 18_110;

/** Everything that a page asked for, and everything that went wrong in it. */
function watch(page: Page): { foreign: string[]; errors: string[] } {
  const seen = { foreign: [] as string[], errors: [] as string[] };
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== `localhost:${port}`) seen.foreign.push(request.url());
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('net::ERR_')) seen.errors.push(message.text());
  });
  return seen;
}

test('a leader founds, a guardian joins, both write, and the power fails between every two steps', async ({
  browser,
}) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-journey-'));
  const server = new ServerProcess(dataDir, port);
  const leaderContext = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.origin });
  const guardianContext = await browser.newContext({ viewport: { width: 360, height: 640 }, baseURL: server.origin });
  const [leader, guardian] = [await leaderContext.newPage(), await guardianContext.newPage()];
  const watched = [watch(leader), watch(guardian)];
  try {
    await server.start();
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await server.cutPower();
    const kit = await keepKit(leader);
    await server.cutPower();
    await makeGroup(leader);
    await server.cutPower();
    const letter = await printLetter(leader);
    expect(letter.address.startsWith(`${server.origin}/brief#`)).toBe(true);
    await server.cutPower();

    await openLetter(guardian, letter);
    expect(guardian.url()).not.toContain('#');
    await server.cutPower();
    await join(guardian);
    await server.cutPower();

    await write(leader);
    await server.cutPower();
    await readPost(guardian);
    await server.cutPower();

    // Written without a network; the page is even loaded anew before there is one.
    await guardianContext.setOffline(true);
    await reply(guardian, 'Antwort an das Team', texts.reply);
    await guardian.reload();
    await expect(guardian.getByText(texts.reply)).toBeVisible();
    await expect(guardian.getByText('wird gesendet').first()).toBeVisible();
    await server.cutPower();
    await guardianContext.setOffline(false);
    await expect(guardian.getByText('wird gesendet')).toHaveCount(0);
    await server.cutPower();

    await readPost(leader);
    await expect(leader.getByText('1 von 1 gelesen')).toBeVisible();
    await expect(leader.getByText(texts.guardian).first()).toBeVisible();
    await expect(leader.getByText(texts.reply)).toHaveCount(1);
    await server.cutPower();
    await reply(leader, `Antwort an ${texts.guardian}`, texts.answer);
    await server.cutPower();
    await expect(guardian.getByText(texts.answer)).toHaveCount(1);
    await expect(leader.getByText('wird gesendet')).toHaveCount(0);

    // A device that knows nothing reads all of it, each once.
    const freshContext = await browser.newContext({ viewport: { width: 820, height: 1180 }, baseURL: server.origin });
    const fresh = await freshContext.newPage();
    watched.push(watch(fresh));
    await fresh.goto('/anmelden');
    await fresh.getByRole('textbox', { name: 'Anmeldename' }).fill(texts.leaderLogin);
    await fresh.getByLabel('Passwort', { exact: true }).fill(texts.leaderPassword);
    await fresh.getByRole('button', { name: 'Anmelden' }).click();
    await expect(fresh.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
    await readPost(fresh);
    for (const text of [texts.post, texts.reply, texts.answer]) await expect(fresh.getByText(text)).toHaveCount(1);
    await freshContext.close();

    // What a thief of everything would find.
    const address = letter.address.split('#')[1] ?? '';
    const secrets = [
      ...Object.values(texts),
      letter.code,
      letter.code.replaceAll(' ', ''),
      letter.typed,
      letter.typed.replaceAll(' ', ''),
      address,
      ...kit,
      ...kit.map((line) => line.replaceAll(' ', '')),
    ];
    const places = [
      { file: 'database', text: databaseText(dataDir) },
      ...filesText(dataDir),
      { file: 'log', text: server.log },
    ];
    expect(findTraces([...secrets, 'Frau, die nicht gesucht wird'], places)).toEqual([]);
    // The same search does find what is there: ids of the control log, and the founding link in what was printed.
    expect(findTraces(['gruenden#', 'row_security'], places).length).toBeGreaterThan(0);
    expect(places[0]?.text).toContain('public.items.bytes: ');
    expect(watched.flatMap(({ foreign }) => foreign)).toEqual([]);
    expect(watched.flatMap(({ errors }) => errors)).toEqual([]);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

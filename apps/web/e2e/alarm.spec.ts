/**
 * A server that goes back in one space: the guardian reads one calm sentence, saves what shows it, and goes on with everything else; leadership
 * is told.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { verifyEvidence } from '@obhut/sync/evidence/verify.ts';
import { OlderHeads } from '@obhut/sync/testing/older-heads.ts';
import { expect, type Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { found, join, keepKit, makeGroup, openLetter, printLetter, readPost, reply, texts, write } from './people.ts';
import { test } from './test.ts';

const isCalm = async (page: Page, name: string) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await axeFinds(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
};

test('journey: one space goes back; it stops, the rest goes on, and it can be shown', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-alarm-'));
  const server = new ServerProcess(dataDir, 18_177);
  try {
    await server.start();
    const newPage = async (width: number, height: number) =>
      (await browser.newContext({ viewport: { width, height }, baseURL: server.origin })).newPage();
    const [leader, guardian] = [await newPage(1440, 900), await newPage(360, 640)];
    await found(leader, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(leader);
    await makeGroup(leader);
    const lie = new OlderHeads();
    await guardian.route('**/api/space/log', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      lie.hear(route.request().postDataBuffer() ?? Buffer.from([]), body);
      await route.fulfill({ response, body });
    });
    await openLetter(guardian, await printLetter(leader));
    await join(guardian);
    await write(leader);
    await readPost(guardian);

    // From now on the server shows the guardian an older state of the group.
    await guardian.route('**/api/space/list', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: Buffer.from(lie.spoil(await response.body())) });
    });
    await guardian.reload();
    await expect(guardian.getByText(/Ein Bereich ist angehalten: Der Server zeigt einen älteren Stand/)).toBeVisible();
    await isCalm(guardian, 'stopped-guardian');

    const waiting = guardian.waitForEvent('download');
    await guardian.getByRole('button', { name: 'Belege speichern' }).click();
    const file = new Uint8Array(readFileSync(await (await waiting).path()));
    const verified = await verifyEvidence(file);
    expect(verified).toMatchObject({
      isLogSigned: true,
      evidence: { why: 'rollback' },
      findings: [{ kind: 'goes-back' }],
    });
    for (const text of Object.values(texts)) expect(Buffer.from(file).includes(text)).toBe(false);

    // Everything else goes on.
    await readPost(guardian);
    await guardian.goto('/auffaelligkeiten');
    await expect(guardian.getByRole('heading', { name: 'Belege auf diesem Gerät' })).toBeVisible();
    await isCalm(guardian, 'evidence-guardian');

    // As soon as the server is honest again, what was kept is still there.
    await guardian.unroute('**/api/space/list');
    await guardian.reload();
    await expect(guardian.getByRole('button', { name: 'Belege speichern' })).toHaveCount(1);
    await readPost(guardian);
    await reply(guardian, 'Antwort an das Team', texts.reply);

    await leader.goto('/auffaelligkeiten');
    await expect(leader.getByRole('list', { name: 'Gemeldet' })).toContainText(texts.guardian);
    await isCalm(leader, 'reported-leader');
    await readPost(leader);
    await leader.getByRole('button', { name: 'Zurückziehen' }).click();
    await expect(leader.getByRole('alertdialog')).toContainText(texts.guardian);
    await isCalm(leader, 'withdraw');
    await leader.getByRole('alertdialog').getByRole('button', { name: 'Zurückziehen' }).click();
    await expect(leader.getByText(texts.title)).toHaveCount(0);
    await guardian.goto('/nachrichten');
    await expect(guardian.getByText(texts.title)).toHaveCount(0);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  }
});

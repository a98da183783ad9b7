/**
 * A passkey with PRF: made once, then alone the way in, on a device that was logged out; removed, it is none any more.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect } from '@playwright/test';
import { found, keepKit, texts } from './people.ts';
import { databaseText, findTraces } from './traces.ts';
import { test } from './test.ts';

test('journey: a passkey is made, opens the account alone, and is removed', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-passkey-'));
  const server = new ServerProcess(dataDir, 18_135);
  try {
    await server.start();
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, baseURL: server.origin });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        hasPrf: true,
        automaticPresenceSimulation: true,
      },
    });
    await found(page, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(page);
    await page.goto('/anmeldung');
    await page.getByRole('link', { name: /^Passkey einrichten/u }).click();
    await page.getByLabel('Ihr Passwort', { exact: true }).fill(texts.leaderPassword);
    await page.getByRole('button', { name: 'Passkey erstellen' }).click();
    await expect(page.getByText('Ihr Passkey ist eingerichtet.')).toBeVisible();
    await server.cutPower();

    const logOut = async () => {
      await page.goto('/mehr');
      await page.getByRole('button', { name: 'Abmelden' }).click();
      await page.getByRole('button', { name: 'Abmelden und löschen' }).click();
    };
    const inside = () => expect(page.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
    await logOut();
    await page.getByRole('button', { name: 'Passkey benutzen' }).click();
    await inside();
    await page.goto('/mehr');
    await expect(page.getByText(texts.leaderLogin)).toBeVisible();

    // The server knows no credential, and no name.
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    const ids = credentials.map(({ credentialId }) => Buffer.from(credentialId, 'base64').toString('hex'));
    const places = [{ file: 'database', text: databaseText(dataDir) }];
    expect(ids).toHaveLength(1);
    expect(findTraces([...ids, texts.leaderLogin], places)).toEqual([]);

    await page.goto('/anmeldung');
    await page.getByRole('button', { name: 'Entfernen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Entfernen' }).click();
    await expect(page.getByRole('list', { name: 'Ihre Wege herein' })).not.toContainText('Passkey');
    await logOut();
    await page.getByRole('button', { name: 'Passkey benutzen' }).click();
    await expect(page.getByRole('alert')).toContainText('zu keinem Konto hier');

    // The authenticator asks for its owner: somebody else's finger gets nothing.
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.getByRole('button', { name: 'Passkey benutzen' }).click();
    await expect(page.getByRole('alert')).toContainText('keinen Passkey hergegeben');
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

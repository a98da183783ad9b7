/**
 * A new device beside one that is signed in: the QR code is read as a camera would, the digits are typed, and staff need no second secret. What one of the
 * two joins, the other has.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import { expect } from '@playwright/test';
import { found, keepKit, scan, texts } from './people.ts';
import { test } from './test.ts';
import { findsSchool, joinSchool, lookAtBoth, schoolLetter, turnToAndFro } from './two-houses.ts';

test('journey: a signed-in device admits a new one by its code and twelve digits', async ({ browser }) => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-pairing-'));
  const server = new ServerProcess(dataDir, 18_132);
  const newPage = async (width: number, height: number) =>
    (await browser.newContext({ viewport: { width, height }, baseURL: server.origin })).newPage();
  try {
    await server.start();
    const desk = await newPage(1440, 900);
    await found(desk, `${server.origin}/gruenden#${await server.foundingCode()}`);
    await keepKit(desk);

    const phone = await newPage(360, 640);
    await phone.goto('/anmelden');
    await phone.getByRole('link', { name: 'Mit einem anderen Gerät anmelden' }).click();
    const shown = (await phone.getByTestId('pairing-code').textContent()) ?? '';
    const address = await scan(phone, 'QR-Code für das Gerät, auf dem Sie angemeldet sind');
    expect(address).toBe(`${server.origin}/geraet#${shown.replaceAll(' ', '')}`);

    await desk.goto(address);
    await expect(desk.getByRole('textbox', { name: 'Code vom neuen Gerät' })).toHaveValue(shown.replaceAll(' ', ''));
    expect(desk.url()).not.toContain('#');
    await desk.getByRole('button', { name: 'Weiter' }).click();
    const digits = (await phone.getByTestId('digits').textContent()) ?? '';
    expect(digits).toMatch(/^\d{4} \d{4} \d{4}$/u);
    const field = desk.getByRole('textbox', { name: 'Zwölf Ziffern vom neuen Gerät' });
    await field.fill('0000 0000 0000');
    await desk.getByRole('button', { name: 'Gerät zulassen' }).click();
    await expect(desk.getByRole('alert')).toContainText('Es wurde nichts übergeben');
    await field.fill(digits);
    await desk.getByRole('button', { name: 'Gerät zulassen' }).click();
    await expect(desk.getByText('Das neue Gerät ist zugelassen.')).toBeVisible();
    await expect(phone.getByRole('navigation', { name: 'Hauptmenü' })).toBeVisible();
    await phone.goto('/mehr');
    await expect(phone.getByText(texts.leaderLogin)).toBeVisible();
    await server.cutPower();
    await phone.reload();
    await expect(phone.getByText(texts.leaderLogin)).toBeVisible();

    // Who leads here is a parent at a school on the same server, and finds it on the other device too.
    await joinSchool(phone, await schoolLetter(browser, server));
    await turnToAndFro(phone);
    await lookAtBoth(phone);
    await findsSchool(desk);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/**
 * Where the two parts of an upgrade meet: the server's data, and a profile of the browser for each person.
 * @module
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ServerProcess } from '@obhut/sim/server-process.ts';
import type { BrowserContext, BrowserType, LaunchOptions, Page } from '@playwright/test';

/** What was written while the earlier server was already stopped. */
export const waiting = 'Wir bringen noch Kuchen mit, das Netz war weg.';

function folder(): string {
  const given = process.env['UPGRADE_FOLDER'];
  if (given === undefined) throw new Error('UPGRADE_FOLDER must be set');
  return given;
}

export function serverHere(): ServerProcess {
  return new ServerProcess(path.join(folder(), 'data'), 18_795);
}

interface Person {
  context: BrowserContext;
  page: Page;
}

export async function personHere(
  of: { chromium: BrowserType; options: LaunchOptions },
  name: string,
  baseURL: string,
): Promise<Person> {
  const profile = path.join(folder(), name);
  mkdirSync(profile, { recursive: true });
  const context = await of.chromium.launchPersistentContext(profile, {
    ...of.options,
    baseURL,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 820, height: 1180 },
  });
  context.setDefaultTimeout(60_000);
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

/**
 * `npm run lighthouse`: what Lighthouse says of the pages that somebody sees before anything else, on its slow phone: performance at least 90
 * of 100, accessibility 100. Takes the app as it was built, from a real server. Prints a line of JSON for each page.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../apps/sim/src/server-process.ts';
import { chromium as browserType } from '@playwright/test';
import lighthouse from 'lighthouse';
import { chromium } from './chromium.ts';
import { freePort, isPacked } from './packed-app.ts';

const addresses = ['/anmelden', '/brief', '/gruenden'];
const least = { performance: 0.9, accessibility: 1 };

interface Scores {
  address: string;
  performance: number;
  accessibility: number;
  /** What costs points, by Lighthouse's own names. */
  below: string[];
}

async function judgeIn(origin: string, address: string, port: number): Promise<Scores> {
  const onlyCategories = Object.keys(least);
  const result = await lighthouse(`${origin}${address}`, { port, onlyCategories, output: 'json', logLevel: 'error' });
  if (result === undefined || result.lhr.runtimeError !== undefined)
    throw new Error(`${address}: ${result?.lhr.runtimeError?.message ?? 'no result'}`);
  const { audits, categories } = result.lhr;
  const score = (name: string): number => categories[name]?.score ?? 0;
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  const below = counted
    .map(({ id }) => audits[id])
    .flatMap((audit) => {
      const isBelow = audit !== undefined && audit.score !== null && audit.score < 0.9;
      return isBelow ? [`${audit.id} ${audit.displayValue ?? ''}`.trim()] : [];
    });
  return { address, performance: score('performance'), accessibility: score('accessibility'), below };
}

/** By somebody who has never been here: Lighthouse leaves the databases of an earlier page standing. */
async function judge(origin: string, address: string): Promise<Scores> {
  const port = await freePort();
  const browser = await browserType.launch({ ...(await chromium()), args: [`--remote-debugging-port=${port}`] });
  try {
    return await judgeIn(origin, address, port);
  } finally {
    await browser.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'obhut-lighthouse-'));
const server = new ServerProcess(folder, await freePort());
try {
  await server.start();
  await isPacked(server.origin);
  for (const address of addresses) {
    const scores = await judge(server.origin, address);
    console.log(JSON.stringify(scores));
    if (scores.performance < least.performance || scores.accessibility < least.accessibility) process.exitCode = 1;
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/**
 * `npm run device-times`: how long a new device takes to know everything, in a real browser, the server in memory in the same thread: staff with 50,000
 * events, from the person's own snapshot and from nothing; a guardian with 3,000 from nothing. Judged by the browser's CPU time, which is the same
 * on a machine that does other things as well. (Linux.) A line of JSON each.
 * @module
 */
import { join } from 'node:path';
import { chromium as browserType, type Page } from '@playwright/test';
import { treeCpuSeconds } from '../bench/src/cpu.ts';
import { median } from '../bench/src/measure.ts';
import { chromium } from './chromium.ts';
import { root } from './repo.ts';
import { serveUnbuilt } from './unbuilt-app.ts';

/** As slow as an old phone. */
const phone = 6;
const module = `/@fs${join(root, 'packages/sync/src/testing/many-events.ts')}`;

type Way = 'fromSnapshot' | 'fromNothing';

interface Asked {
  name: string;
  way: Way;
  count: number;
  rounds: number;
  /** How many times slower the device is than this machine. */
  times: number;
  targetMs: number;
}

/** Runs in the page. */
const make = (count: number) => `(async () => {
  const { ManyEvents } = await import('${module}');
  window.many = await ManyEvents.make(${count});
  await window.many.fromSnapshot();
})()`;

async function measure(page: Page, pid: number, { name, way, count, rounds, times, targetMs }: Asked): Promise<void> {
  const [walls, cpus]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const [start, cpu] = [performance.now(), treeCpuSeconds(pid)];
    const read: unknown = await page.evaluate(`window.many.${way}()`);
    if (read !== count) throw new Error('not everything was read');
    walls.push(performance.now() - start);
    cpus.push((treeCpuSeconds(pid) - cpu) * 1000);
  }
  const [wallMs, cpuMs] = [Math.round(median(walls)), Math.round(median(cpus) * times)];
  const row = { name, cpuMs, targetMs, met: cpuMs <= targetMs, wallMs, rounds };
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

const staff = { count: 50_000, times: 1 } as const;
const rows: readonly Asked[] = [
  { ...staff, name: '50,000 events, from one’s own snapshot', way: 'fromSnapshot', rounds: 3, targetMs: 1000 },
  { ...staff, name: '50,000 events, from nothing', way: 'fromNothing', rounds: 1, targetMs: 25_000 },
  {
    name: '3,000 events, from nothing, six times the CPU time',
    way: 'fromNothing',
    count: 3000,
    rounds: 3,
    times: phone,
    targetMs: 5000,
  },
];

const app = await serveUnbuilt();
const launched = await browserType.launchServer(await chromium());
const browser = await browserType.connect(launched.wsEndpoint());
try {
  const page = await browser.newPage();
  const empty = { contentType: 'text/html', body: '<!doctype html><title>empty</title>' };
  await page.route('**/empty', (route) => route.fulfill(empty));
  await page.goto(`${app.origin}/empty`);
  let made = 0;
  for (const row of rows) {
    if (row.count !== made) await page.evaluate(make(row.count));
    made = row.count;
    await measure(page, launched.process().pid ?? 0, row);
  }
} finally {
  await browser.close();
  await launched.close();
  app.stop();
}

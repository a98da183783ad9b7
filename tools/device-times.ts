/**
 * `npm run device-times`: how long a new device takes to know everything, in a real browser, the server in memory in the same thread: staff with 50,000
 * events, from the person's own snapshot and from nothing, there first its newest month; a guardian with 3,000 from nothing. Judged by the browser's CPU time, which is the same
 * on a machine that does other things as well. (Linux.) And how much memory a device holds that knows all of it. A line of JSON each; it is the last
 * part of `npm run bench`.
 * @module
 */
import { join } from 'node:path';
import { chromium as browserType, type Page } from '@playwright/test';
import { treeCpuSeconds } from '../bench/src/cpu.ts';
import { median } from '../bench/src/measure.ts';
import { chromium } from './chromium.ts';
import { heldMemory, type Held } from './held-memory.ts';
import { root } from './repo.ts';
import { serveUnbuilt } from './unbuilt-app.ts';

/** As slow as an old phone. */
const phone = 6;
const sources = `/@fs${join(root, 'packages/sync/src')}`;

type Way = 'fromSnapshot' | 'fromNothing' | 'firstLook';

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
  const { ManyEvents } = await import('${sources}/testing/many-events.ts');
  window.many = await ManyEvents.make(${count});
  await window.many.fromSnapshot();
})()`;

function print(row: object): void {
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

async function measure(page: Page, pid: number, asked: Asked): Promise<void> {
  const { name, way, count, rounds, times, targetMs } = asked;
  const wanted: unknown = way === 'firstLook' ? await page.evaluate('window.many.newest') : count;
  const [walls, cpus]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const [start, cpu] = [performance.now(), treeCpuSeconds(pid)];
    const read: unknown = await page.evaluate(`window.many.${way}()`);
    if (read !== wanted) throw new Error('not everything was read');
    walls.push(performance.now() - start);
    cpus.push((treeCpuSeconds(pid) - cpu) * 1000);
  }
  const [wallMs, cpuMs] = [Math.round(median(walls)), Math.round(median(cpus) * times)];
  print({ name, cpuMs, targetMs, met: cpuMs <= targetMs, wallMs, rounds });
}

const staff = { count: 50_000, times: 1 } as const;
const rows: readonly Asked[] = [
  { ...staff, name: '50,000 events, from one’s own snapshot', way: 'fromSnapshot', rounds: 3, targetMs: 1000 },
  {
    ...staff,
    name: '50,000 events, a first look at the newest month, from nothing',
    way: 'firstLook',
    rounds: 3,
    targetMs: 3000,
  },
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

const held: readonly Held[] = [
  { name: 'memory held with 50,000 events, from one’s own snapshot', way: 'deviceFromSnapshot' },
  { name: 'memory held with 50,000 events, from nothing', way: 'deviceFromNothing' },
];

const app = await serveUnbuilt();
const launched = await browserType.launchServer(await chromium());
const browser = await browserType.connect(launched.wsEndpoint());
try {
  const page = await browser.newPage();
  const empty = { contentType: 'text/html', body: '<!doctype html><title>empty</title>' };
  await page.route('**/empty', (route) => route.fulfill(empty));
  const open = () => page.goto(`${app.origin}/empty`);
  await open();
  let made = 0;
  for (const row of rows) {
    if (row.count !== made) await page.evaluate(make(row.count));
    made = row.count;
    await measure(page, launched.process().pid ?? 0, row);
  }
  await open();
  for (const row of await heldMemory(page, sources, staff.count, held)) print(row);
} finally {
  await browser.close();
  await launched.close();
  app.stop();
}

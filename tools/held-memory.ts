/**
 * How much memory of a browser a device holds that knows everything, its store in IndexedDB. The server is in the same page: it is taken off.
 * @module
 */
import { setTimeout } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';

export interface Held {
  name: string;
  way: 'deviceFromSnapshot' | 'deviceFromNothing';
}

interface Row {
  name: string;
  /** JavaScript's own and that of byte arrays, code included, when what is not needed was collected. */
  megabytes: number;
  targetMegabytes: number;
  met: boolean;
  /** The most that was seen while it read, with what was still to be collected. */
  most: number;
}

const targetMegabytes = 150;
const pollMs = 100;

async function used(cdp: CDPSession): Promise<number> {
  const { usedSize, backingStorageSize } = await cdp.send('Runtime.getHeapUsage');
  return (usedSize + backingStorageSize) / 1e6;
}

/** Collected more than once: byte arrays go with the arrays that named them. */
async function kept(cdp: CDPSession): Promise<number> {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  return await used(cdp);
}

/** What is run in a page, and the most memory that was in use meanwhile. */
async function watched(page: Page, cdp: CDPSession, script: string): Promise<{ result: unknown; most: number }> {
  const seen = { most: 0, isOver: false };
  const watch = async () => {
    while (!seen.isOver) {
      seen.most = Math.max(seen.most, await used(cdp));
      await setTimeout(pollMs);
    }
  };
  const run = async (): Promise<unknown> => {
    try {
      return await page.evaluate(script);
    } finally {
      seen.isOver = true;
    }
  };
  const [result] = await Promise.all([run(), watch()]);
  return { result, most: seen.most };
}

/** Runs in the page. */
const make = (count: number) => `(async () => {
  window.many = await window.ManyEvents.make(${count});
  await window.many.fromSnapshot();
})()`;

/** The same: the device stays. */
const hold = (way: Held['way']) => `(async () => {
  window.held = await window.many.${way}(await window.openStore('${way}'));
  return window.held.known;
})()`;

/** On a page that is empty. `sources`: where it finds those of `packages/sync`. */
export async function heldMemory(page: Page, sources: string, count: number, rows: readonly Held[]): Promise<Row[]> {
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate(`(async () => {
    ({ ManyEvents: window.ManyEvents } = await import('${sources}/testing/many-events.ts'));
    ({ openIndexedDbStore: window.openStore } = await import('${sources}/store/indexeddb.ts'));
  })()`);
  await page.evaluate(make(1));
  const code = await kept(cdp);
  await page.evaluate(make(count));
  const out: Row[] = [];
  for (const { name, way } of rows) {
    const server = (await kept(cdp)) - code;
    const { result, most } = await watched(page, cdp, hold(way));
    if (result !== count) throw new Error('not everything was read');
    const megabytes = Math.round((await kept(cdp)) - server);
    out.push({ name, megabytes, targetMegabytes, met: megabytes <= targetMegabytes, most: Math.round(most - server) });
    await page.evaluate('window.held = null');
  }
  return out;
}

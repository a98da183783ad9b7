/**
 * The short form of `npm run fuzz`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ServerProcess } from '../server-process.ts';
import { junk } from './junk.ts';
import { Fuzz } from './run.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-fuzz-'));
// Tests of two working copies may run at the same time.
const server = new ServerProcess(dataDir, 20_000 + (process.pid % 10_000));

afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

test('whatever is said in whatever order is answered as declared, tells nothing of others, and no honest device stops', async () => {
  await server.start();
  const fuzz = await Fuzz.begin(server, Number(process.env['FC_SEED'] ?? 1));
  await fuzz.calls(160);
  const { findings, answered, calls } = fuzz.tried;
  expect(findings).toEqual([]);
  expect(calls).toBeGreaterThan(300);
  // It got as far as to what is done there: nobody is refused everything.
  expect(Object.keys(answered)).toEqual(expect.arrayContaining(['append', 'feed/read', 'space/keys']));
  expect(await junk(server.port)).toEqual([]);
  expect(await fuzz.isAlive()).toBe(true);
});

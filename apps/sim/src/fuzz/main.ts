/**
 * `npm run fuzz`: the API of a real server, tried with everything that comes to hand. `CALLS` (4000) in each of three rounds; the server may hold
 * no more after the third than after the second. `FC_SEED` draws other calls. Last line: what was done, as JSON.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ServerProcess } from '../server-process.ts';
import { whenStopped } from '../when-stopped.ts';
import { names } from './draw.ts';
import { junk } from './junk.ts';
import { Fuzz, weighing } from './run.ts';

const calls = Number(process.env['CALLS'] ?? 4000);
const seed = Number(process.env['FC_SEED'] ?? 1);
/** What is held for a while by design (a login that was begun, a log that was read) is full after the second round, or nearly. */
const mostGrowth = 8_388_608;

async function main(): Promise<boolean> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-fuzz-'));
  const server = new ServerProcess(dataDir, Number(process.env['PORT'] ?? 18_900));
  server.preload = weighing;
  const clear = async (): Promise<void> => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  whenStopped(clear);
  try {
    await server.start();
    const fuzz = await Fuzz.begin(server, seed);
    const weights: number[] = [];
    for (const round of [1, 2, 3]) {
      await fuzz.calls(calls);
      fuzz.tried.findings.push(...(await junk(server.port)));
      weights.push(await fuzz.weight());
      process.stdout.write(`round ${round}: ${fuzz.tried.calls} calls, ${weights.at(-1)} bytes held\n`);
    }
    const { findings, answered } = fuzz.tried;
    process.stdout.write(`never answered: ${names.filter((name) => answered[name] === undefined).join(', ')}\n`);
    const growth = (weights[2] ?? 0) - (weights[1] ?? 0);
    if (growth > mostGrowth) findings.push(`it holds ${growth} bytes more than before the last round`);
    for (const finding of findings.slice(0, 20)) process.stdout.write(`${finding}\n`);
    const sum = {
      seed,
      calls: fuzz.tried.calls,
      routesAnswered: Object.keys(answered).length,
      weights,
      growth,
      findings: findings.length,
    };
    process.stdout.write(`${JSON.stringify(sum)}\n`);
    return findings.length === 0;
  } finally {
    await clear();
  }
}

process.exitCode = (await main()) ? 0 : 1;

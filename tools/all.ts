/**
 * `npm test`: the checks, all tests in Node, PostgreSQL and the browser, the journeys; the last line adds them up.
 * @module
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from './check.ts';
import { playwrightFailures, vitestFailures } from './failures.ts';
import { root } from './repo.ts';
import { run } from './run.ts';
import { add, line, playwrightCount, vitestCount, type Count } from './sum.ts';

const reports = join(root, 'test-results');

const failures: string[] = [];

/** A runner that fails without a failed test, or without a report, counts as one failure. */
async function count(
  ok: boolean,
  file: string,
  read: (report: unknown) => Count,
  failuresOf: (report: unknown) => string[],
): Promise<Count> {
  try {
    const report: unknown = JSON.parse(await readFile(join(reports, file), 'utf8'));
    const counted = read(report);
    failures.push(...failuresOf(report));
    return ok || counted.failed > 0 ? counted : { ...counted, failed: 1 };
  } catch (error) {
    console.error(`${file} cannot be read: ${String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

await rm(reports, { recursive: true, force: true });
await mkdir(reports);
const checked = await check();
const vitest = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=test-results/vitest.json',
]);
const built = await run('npm', ['run', 'build']);
const playwright = built && (await run('playwright', ['test']));
const total = add([
  checked,
  await count(vitest, 'vitest.json', vitestCount, vitestFailures),
  await count(playwright, 'playwright.json', playwrightCount, playwrightFailures),
]);
for (const failure of failures) console.log(failure);
console.log(line(total));
if (total.failed > 0) process.exitCode = 1;

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
import { playwrightSkips, unnamed, vitestSkips } from './skips.ts';
import { add, line, playwrightCount, vitestCount, type Count } from './sum.ts';

const reports = join(root, 'test-results');

interface Runner {
  /** Of its report. */
  readonly file: string;
  readonly count: (report: unknown) => Count;
  readonly failures: (report: unknown) => string[];
  readonly skips: (report: unknown) => string[];
}

const runners = {
  vitest: { file: 'vitest.json', count: vitestCount, failures: vitestFailures, skips: vitestSkips },
  playwright: { file: 'playwright.json', count: playwrightCount, failures: playwrightFailures, skips: playwrightSkips },
} satisfies Record<string, Runner>;

const failures: string[] = [];

/** A runner that fails without a failed test, or without a report, counts as one failure; a test that nobody said may be left out as another. */
async function judge(ok: boolean, runner: Runner): Promise<Count> {
  try {
    const report: unknown = JSON.parse(await readFile(join(reports, runner.file), 'utf8'));
    const counted = runner.count(report);
    const silent = unnamed(runner.skips(report), await readFile(join(root, '.ci/skips'), 'utf8'));
    failures.push(
      ...runner.failures(report),
      ...silent.map((name) => `failed: left out, and not named in .ci/skips: ${name}`),
    );
    const failed = counted.failed + silent.length;
    return { ...counted, failed: ok ? failed : Math.max(failed, 1) };
  } catch (error) {
    console.error(`${runner.file} cannot be read: ${String(error)}`);
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
const total = add([checked, await judge(vitest, runners.vitest), await judge(playwright, runners.playwright)]);
for (const failure of failures) console.log(failure);
console.log(line(total));
if (total.failed > 0) process.exitCode = 1;

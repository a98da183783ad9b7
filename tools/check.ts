/**
 * `npm run check`: everything that is known without running the program. Each step counts as one test.
 * @module
 */
import { run } from './run.ts';
import type { Count } from './sum.ts';

const steps: Readonly<Record<string, readonly [string, ...string[]]>> = {
  types: ['tsc', '-b'],
  lint: ['oxlint'],
  format: ['oxfmt', '--check'],
  'dead code': ['knip', '--no-progress', '--no-config-hints'],
  arrows: ['node', 'tools/arrows.ts'],
  'file size': ['node', 'tools/file-size.ts'],
  'server words': ['node', 'tools/server-words.ts'],
  lock: ['node', 'tools/lock.ts'],
  dependencies: ['node', 'tools/dependencies.ts'],
  evidence: ['node', 'tools/evidence.ts'],
};

export async function check(): Promise<Count> {
  const failed: string[] = [];
  for (const [name, [program, ...args]] of Object.entries(steps)) {
    if (!(await run(program, args))) failed.push(name);
  }
  if (failed.length > 0) console.error(`check: ${failed.join(', ')} failed`);
  return { passed: Object.keys(steps).length - failed.length, failed: failed.length, skipped: 0 };
}

if (import.meta.main) {
  const { failed } = await check();
  if (failed > 0) process.exitCode = 1;
}

/**
 * What a killed run leaves behind is cleared away, and nothing else.
 * @module
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { clearAbandoned } from './throwaway.ts';

/** A process that has ended and that nobody has collected does not run. */
function runs(pid: string): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', pid]).stdout.toString().trim();
  return state !== '' && !state.startsWith('Z');
}

test('the database of a process that was killed is stopped and its folder deleted; one that somebody uses goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'obhut-test-'));
  // Nothing has begun in it.
  await clearAbandoned(folder);
  await access(folder);
  const script = fileURLToPath(new URL('embedded-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child.stdout, 'data');
  const database = said.trim();
  await clearAbandoned(folder);
  expect(runs(database)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(runs(database)).toBe(true);
  await clearAbandoned(folder);
  expect(runs(database)).toBe(false);
  await expect(access(folder)).rejects.toMatchObject({ code: 'ENOENT' });
});

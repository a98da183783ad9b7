/**
 * Runs one step of a check after another, shows what it prints, and tells whether it succeeded.
 * @module
 */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './repo.ts';

/** A program of `node_modules/.bin`, with this very Node for all that it starts. */
export function run(program: string, args: readonly string[]): Promise<boolean> {
  const bin = join(root, 'node_modules/.bin');
  const PATH = [join(process.execPath, '..'), bin, process.env['PATH'] ?? ''].join(delimiter);
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}

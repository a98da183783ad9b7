import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './repo.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obhut-lint-'));
  await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
});

afterAll(() => rm(folder, { recursive: true }));

/** What the project's own lint rules say of one file. */
async function lint(path: string, text: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${text}\n`);
  const binary = join(root, 'node_modules/oxlint/bin/oxlint');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [binary, '-c', '.oxlintrc.json', '-f', 'unix', path],
      { cwd: folder },
      (_error, stdout) => resolve(stdout),
    );
  });
}

test.each([
  ['packages/domain/src/a.ts', 'export const now = Date.now();', 'no-restricted-globals'],
  ['packages/domain/src/b.ts', 'export const chance = Math.random();', 'no-restricted-properties'],
  ['packages/domain/src/c.ts', 'export const page = fetch("/");', 'no-restricted-globals'],
  ['packages/domain/src/d.ts', 'export const id = crypto.randomUUID();', 'no-restricted-globals'],
  ['packages/protocol/src/e.ts', 'export const key = process.env["KEY"];', 'no-restricted-globals'],
  [
    'packages/crypto/src/f.ts',
    "import { readFileSync } from 'node:fs'; export const f = readFileSync;",
    'no-restricted-imports',
  ],
  ['packages/sync/src/g.ts', 'export const g: any = 1;', 'no-explicit-any'],
  ['apps/server/src/h.ts', 'console.log("secret");', 'no-console'],
  ['apps/server/src/m.ts', 'export const page = fetch("https://elsewhere.example");', 'no-restricted-globals'],
  ['packages/sync/src/i.ts', 'try { window.open(); } catch {}', 'no-empty'],
  ['packages/sync/src/j.ts', '// @ts-ignore\nexport const j = 1;', 'ban-ts-comment'],
])('%s: %s', async (path, text, rule) => {
  expect(await lint(path, text)).toContain(rule);
});

test('cryptography may use what it is made of', async () => {
  expect(await lint('packages/crypto/src/k.ts', 'export const k = crypto.subtle;')).not.toContain('error');
});

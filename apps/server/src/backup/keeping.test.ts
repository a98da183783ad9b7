import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveName, deleteOver } from './keeping.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 28, 9, 30, 15);

test('keys are kept for a week and content for five, and what is not ours stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'obhut-keeping-'));
  const name = (ago: number, part: 'keys' | 'content') => archiveName(new Date(now - ago), part);
  const kept = [name(7 * day, 'keys'), name(35 * day, 'content'), name(0, 'keys'), 'obhut.age', 'notes.txt'];
  const over = [name(7 * day + 1000, 'keys'), name(35 * day + 1000, 'content')];
  for (const each of [...kept, ...over]) await writeFile(join(folder, each), '');
  expect(await deleteOver(folder, now)).toEqual(over.sort());
  expect((await readdir(folder)).sort()).toEqual(kept.sort());
  expect(await deleteOver(folder, now)).toEqual([]);
  await rm(folder, { recursive: true });
});

test('a name says the moment', () => {
  expect(archiveName(new Date(now), 'keys')).toBe('obhut-20261128T093015Z.keys.age');
});

/**
 * Who can read what lies on the disk.
 * @module
 */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPrivateFile, preparePrivateFolder, readTls, replacePrivateFile } from './private-files.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obhut-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function mode(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

test('a new data directory is private, an open one of ours is closed', async () => {
  const path = join(folder, 'new/data');
  await preparePrivateFolder(path);
  expect(await mode(path)).toBe(0o700);
  await writeFile(join(path, 'lock'), '');
  await chmod(path, 0o755);
  await preparePrivateFolder(path);
  expect(await mode(path)).toBe(0o700);
});

test('a folder is ours that holds nothing but the key, as one is made for a backup to come back into', async () => {
  await writeFile(join(folder, 'server.key'), '');
  await chmod(folder, 0o755);
  await preparePrivateFolder(folder);
  expect(await mode(folder)).toBe(0o700);
});

test('where no folder can be made a sentence says which, and what to do', async () => {
  await writeFile(join(folder, 'file'), '');
  const path = join(folder, 'file/data');
  await expect(preparePrivateFolder(path)).rejects.toThrow(`${path}: make that folder`);
});

test('a folder that may be passed through but not read stays as it is', async () => {
  await chmod(folder, 0o711);
  await preparePrivateFolder(folder);
  expect(await mode(folder)).toBe(0o711);
});

test('an open folder with foreign files is refused and not touched', async () => {
  await mkdir(join(folder, 'foreign'));
  await chmod(folder, 0o755);
  await expect(preparePrivateFolder(folder)).rejects.toThrow('set DATA_DIR');
  expect(await mode(folder)).toBe(0o755);
});

test('a TLS key that everybody can read is refused, a missing file named by its variable', async () => {
  const files = { cert: join(folder, 'c.pem'), key: join(folder, 'k.pem') };
  await expect(readTls(files)).rejects.toThrow('TLS_CERT');
  await writeFile(files.cert, 'c');
  await expect(readTls(files)).rejects.toThrow('TLS_KEY');
  await writeFile(files.key, 'k', { mode: 0o644 });
  await expect(readTls(files)).rejects.toThrow('chmod 600');
  await chmod(files.key, 0o640);
  expect(await readTls(files)).toEqual({ cert: Buffer.from('c'), key: Buffer.from('k') });
});

test('a file is made once, and replaced as a whole only where that is asked for; neither can others read', async () => {
  const path = join(folder, 'secret');
  await createPrivateFile(path, 'first');
  await expect(createPrivateFile(path, 'second')).rejects.toThrow('EEXIST');
  expect(await readFile(path, 'utf8')).toBe('first');
  await chmod(path, 0o644);
  await replacePrivateFile(path, 'third');
  expect([await readFile(path, 'utf8'), await mode(path)]).toEqual(['third', 0o600]);
  expect(await readdir(folder)).toEqual(['secret']);
});

test('a file that cannot be made is named in a sentence, and nothing of it stays; one that is there stays', async () => {
  await expect(createPrivateFile(join(folder, 'none/a.key'), 'a')).rejects.toThrow(
    'none/a.key cannot be written (ENOENT)',
  );
  await createPrivateFile(join(folder, 'a.key'), 'a');
  await expect(createPrivateFile(join(folder, 'a.key'), 'b')).rejects.toThrow('(EEXIST)');
  expect(await readFile(join(folder, 'a.key'), 'utf8')).toBe('a');
  expect(await readdir(folder)).toEqual(['a.key']);
});

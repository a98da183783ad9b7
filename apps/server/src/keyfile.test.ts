/**
 * The server's secrets on the disk.
 * @module
 */
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, server } from '@serenity-kit/opaque';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKeys } from './keyfile.ts';

let folder = '';
let path = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obhut-test-'));
  path = join(folder, 'server.key');
});

afterEach(() => rm(folder, { recursive: true }));

test('made at the first start, for this account alone, and the same ever after', async () => {
  const keys = await loadKeys(path, true);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['server.key']);
  expect([keys.pepper.length, keys.sealing.length]).toEqual([32, 32]);
  expect(keys.pepper).not.toEqual(keys.sealing);
  expect(await loadKeys(path, false)).toEqual(keys);
});

test('its OPAQUE setup registers', async () => {
  const { opaqueSetup } = await loadKeys(path, true);
  const { registrationRequest } = client.startRegistration({ password: 'a password' });
  const made = server.createRegistrationResponse({
    serverSetup: opaqueSetup,
    userIdentifier: 'u',
    registrationRequest,
  });
  expect(made.registrationResponse).not.toBe('');
});

test('never made anew where a database exists', async () => {
  await expect(loadKeys(path, false)).rejects.toThrow('put it back from the backup');
  expect(await readdir(folder)).toEqual([]);
});

test('refused when others can read it', async () => {
  await loadKeys(path, true);
  await chmod(path, 0o640);
  await expect(loadKeys(path, true)).rejects.toThrow('chmod 600');
});

test.each(['', '{', '{"version":1}', JSON.stringify({ version: 1, pepper: 'a', sealing: 'b', opaqueSetup: 'c' })])(
  'refused when damaged: %s',
  async (text) => {
    await writeFile(path, text, { mode: 0o600 });
    await expect(loadKeys(path, true)).rejects.toThrow('is damaged');
  },
);

/**
 * The key by which push services know this server.
 */
import { createPublicKey, verify } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadVapidKey, VapidKey } from './vapid.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obhut-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('made at the first start, for this account alone, and the same ever after', async () => {
  const key = await loadVapidKey(folder);
  expect(key.publicKey).toHaveLength(65);
  expect(await readdir(folder)).toEqual(['vapid.key']);
  expect((await stat(join(folder, 'vapid.key'))).mode & 0o777).toBe(0o600);
  expect((await loadVapidKey(folder)).publicKey).toEqual(key.publicKey);
});

test('refused when others can read it, or when it is damaged', async () => {
  const path = join(folder, 'vapid.key');
  await loadVapidKey(folder);
  await chmod(path, 0o640);
  await expect(loadVapidKey(folder)).rejects.toThrow('chmod 600');
  for (const text of [
    '',
    '{}',
    VapidKey.make().replace('P-256', 'P-384'),
    VapidKey.make().replace('"x":"', '"x":"A'),
  ]) {
    await writeFile(path, text, { mode: 0o600 });
    await chmod(path, 0o600);
    await expect(loadVapidKey(folder)).rejects.toThrow('is damaged');
  }
});

test('a token names the service’s origin and nothing of the address, ends, and is signed', () => {
  const key = new VapidKey(VapidKey.make());
  const now = Date.UTC(2026, 8, 1);
  const header = key.authorization('https://push.example/secret-part?and=more', 'https://obhut.example', now);
  const [, token = '', sent] = /^vapid t=([\w.-]+), k=([\w-]+)$/u.exec(header) ?? [];
  const [head = '', body = '', signature = ''] = token.split('.');
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  expect(claims).toEqual({ aud: 'https://push.example', exp: now / 1000 + 43_200, sub: 'https://obhut.example' });
  expect(sent).toBe(Buffer.from(key.publicKey).toString('base64url'));
  const coordinate = (from: number, to: number) => Buffer.from(key.publicKey.slice(from, to)).toString('base64url');
  const [x, y] = [coordinate(1, 33), coordinate(33, 65)];
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const parts = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const isSigned = (text: string) => verify('sha256', Buffer.from(text), parts, Buffer.from(signature, 'base64url'));
  expect([isSigned(`${head}.${body}`), isSigned(`${head}.${body}x`)]).toEqual([true, false]);
});

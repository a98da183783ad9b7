import { concat } from '@obhut/protocol/bytes.ts';
import { expect, test } from 'vitest';
import { rows } from '../vectors/read.ts';
import { gcmOpen, gcmSeal } from './gcm.ts';

test('every AES-256-GCM case of Wycheproof with a nonce of 12 bytes', async () => {
  const cases = rows('wycheproof/aes_gcm').filter(
    (row) => row.text('keySize') === '256' && row.text('ivSize') === '96',
  );
  for (const row of cases) {
    const key = await crypto.subtle.importKey('raw', row.bytes('key'), 'AES-GCM', false, ['encrypt', 'decrypt']);
    const sealed = concat(row.bytes('ct'), row.bytes('tag'));
    const opening = gcmOpen(key, row.bytes('iv'), sealed, row.bytes('aad'));
    if (row.text('result') === 'valid') {
      expect(await opening, row.text('tcId')).toEqual(row.bytes('msg'));
      expect(await gcmSeal(key, row.bytes('iv'), row.bytes('msg'), row.bytes('aad'))).toEqual(sealed);
    } else {
      expect(await opening, row.text('tcId')).toBeNull();
    }
  }
  expect(cases.length).toBeGreaterThan(50);
});

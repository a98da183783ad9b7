import { utf8 } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { beforeAll, expect, test } from 'vitest';
import { rows } from '../vectors/read.ts';
import { hkdfExpand, hkdfExtract, hmac, kdf } from './kdf.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

const mostOutput = 8160;

test.each(rows('rfc5869'))('RFC 5869, vector %#', (row) => {
  const prk = hkdfExtract(row.bytes('salt'), row.bytes('ikm'));
  const okm = row.bytes('okm');
  expect(prk).toEqual(row.bytes('prk'));
  expect(hkdfExpand(prk, row.bytes('info'), okm.length)).toEqual(okm);
});

test('every HKDF-SHA-256 case of Wycheproof', () => {
  const cases = rows('wycheproof/hkdf_sha256');
  for (const row of cases) {
    const derive = () =>
      hkdfExpand(hkdfExtract(row.bytes('salt'), row.bytes('ikm')), row.bytes('info'), Number(row.text('size')));
    if (row.text('result') === 'valid') expect(derive(), row.text('tcId')).toEqual(row.bytes('okm'));
    else expect(derive, row.text('tcId')).toThrow(RangeError);
  }
  expect(cases).toHaveLength(86);
});

test('every HMAC-SHA-256 case of Wycheproof', () => {
  const cases = rows('wycheproof/hmac_sha256');
  for (const row of cases) {
    const tag = row.bytes('tag');
    const holds = hmac(row.bytes('key'), row.bytes('msg')).subarray(0, tag.length).toHex() === tag.toHex();
    expect(holds, row.text('tcId')).toBe(row.text('result') === 'valid');
  }
  expect(cases).toHaveLength(174);
});

test('KDF is HKDF with an empty salt and 32 bytes', () => {
  const row = rows('rfc5869').find((each) => each.text('test') === 'A.3');
  expect(kdf(row?.bytes('ikm') ?? utf8(''), utf8(''))).toEqual(row?.bytes('okm').slice(0, 32));
});

test('KDF keeps labels and parts apart', () => {
  const key = new Uint8Array(32);
  const seen = new Set(
    [ctx('a'), ctx('b'), ctx('a', ''), ctx('a', 'b'), ctx('ab')].map((context) => kdf(key, context).toHex()),
  );
  expect(seen.size).toBe(5);
});

test('HKDF gives at most 255 blocks', () => {
  const prk = new Uint8Array(32);
  expect(hkdfExpand(prk, utf8(''), mostOutput)).toHaveLength(mostOutput);
  expect(() => hkdfExpand(prk, utf8(''), mostOutput + 1)).toThrow(RangeError);
});

/**
 * A text is found in every form, in every packing, at every place; and another one is not.
 */
import { randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { formsOf } from './forms.ts';
import { Needles } from './needles.ts';
import { Search } from './search.ts';
import { zipOf } from './testing/zip.ts';

const text = 'Zq7mK2pXw9Rt4LbN8vYc';
const other = 'Hf3sD6gJ1kQz5WxE0uTy';
/** Holds neither text; odd, so that nothing is aligned. */
const noise = randomBytes(40_001);

async function found(bytes: Uint8Array, spellings: readonly string[] = [text]): Promise<string[]> {
  const search = new Search([
    { of: 'text', spellings },
    { of: 'other', spellings: [other] },
  ]);
  await search.look('here', bytes);
  return [...new Set(search.hits.map(({ of, form, packings }) => [of, ...packings, form].join(' ')))];
}

const around = (bytes: Uint8Array): Buffer => Buffer.concat([noise, bytes, noise]);

test('each form of a text is found among other bytes', async () => {
  const utf16 = Buffer.from(text, 'utf16le');
  const forms: [string, Buffer][] = [
    ['raw', Buffer.from(text)],
    ['raw', Buffer.from(text.toLowerCase())],
    ['raw', Buffer.from(text.toUpperCase())],
    ['utf-16', utf16],
    ['utf-16', Buffer.from(utf16).swap16()],
    ['hex', Buffer.from(Buffer.from(text).toString('hex'))],
    ['hex', Buffer.from(Buffer.from(text).toString('hex').toUpperCase())],
    ['percent', Buffer.from(Buffer.from(text).toString('hex').replaceAll(/../gu, '%$&'))],
  ];
  for (const [form, bytes] of forms) expect(await found(around(bytes)), bytes.toString()).toContain(`text ${form}`);
});

test.each([0, 1, 2, 3, 4, 5])('base64 is found with %i bytes before it, and whatever comes after', async (before) => {
  for (const after of [0, 1, 2]) {
    const bytes = Buffer.concat([randomBytes(before), Buffer.from(text), randomBytes(after)]);
    expect(await found(around(Buffer.from(bytes.toString('base64'))))).toEqual(['text base64']);
    expect(await found(around(Buffer.from(bytes.toString('base64url'))))).toEqual(['text base64']);
  }
});

test('letters that need encoding are found in each form as well', async () => {
  const german = 'Grüße von Jürgen Öztürk';
  for (const bytes of [encodeURIComponent(german), JSON.stringify({ german }), german.normalize('NFC')])
    expect(await found(Buffer.from(bytes), [german])).not.toEqual([]);
});

test('nothing is found where nothing is', async () => {
  expect(await found(noise)).toEqual([]);
  expect(await found(around(Buffer.from(text.slice(1))))).toEqual([]);
});

const long = Buffer.from(`${'Ein Satz davor. '.repeat(50)}${text}${' Und einer danach.'.repeat(50)}`);

test.each([
  ['gzip', gzipSync(long)],
  ['zlib', deflateSync(long)],
  ['zlib', deflateSync(long, { level: 1 })],
  ['zip', zipOf('brief.txt', long)],
])('%s is unpacked wherever it begins', async (packing, bytes) => {
  expect(bytes.includes(text)).toBe(false);
  expect(await found(around(bytes))).toEqual([`text ${packing} raw`]);
});

test('a bare deflate stream is unpacked', async () => {
  expect(await found(deflateRawSync(long))).toEqual(['text deflate raw']);
});

test('what is packed twice, or encoded in what is packed, is found', async () => {
  expect(await found(around(gzipSync(zipOf('brief.txt', long))))).toEqual(['text gzip zip raw']);
  expect(await found(around(gzipSync(Buffer.from(long.toString('base64')))))).toEqual(['text gzip base64']);
});

test('a stream that is cut off or damaged gives what it has', async () => {
  const packed = gzipSync(Buffer.concat([long, randomBytes(200_000)]));
  expect(await found(around(packed.subarray(0, 100_000)))).toEqual(['text gzip raw']);
  const damaged = Buffer.from(packed);
  damaged.fill(0xff, 100_000, 100_400);
  expect(await found(around(damaged))).toEqual(['text gzip raw']);
});

test('the first and the last bytes count', async () => {
  expect(await found(Buffer.from(text))).toEqual(['text raw']);
  expect(await found(Buffer.concat([noise, Buffer.from(text)]))).toEqual(['text raw']);
  expect(await found(Buffer.concat([Buffer.from(text), noise]))).toEqual(['text raw']);
});

test('among thousands the one that is there is told, with its place', () => {
  const all = Array.from({ length: 5000 }, (_, of) => ({ bytes: randomBytes(16), of }));
  const places: [number, number][] = [];
  const wanted = all[4321]?.bytes ?? noise;
  new Needles(all).seek(Buffer.concat([noise, wanted, noise]), (of, at) => places.push([of, at]));
  expect(places).toEqual([[4321, noise.length]]);
});

test('those that begin alike are told apart', () => {
  const needles = new Needles(['Lena Albers', 'Lena Brandt'].map((of) => ({ bytes: Buffer.from(of), of })));
  const seen: string[] = [];
  needles.seek(Buffer.from('Lena Brandt'), (of) => seen.push(of));
  expect(seen).toEqual(['Lena Brandt']);
});

test('no form is so short that it would be found by chance', () => {
  expect(formsOf('Mia').every(({ bytes }) => bytes.length >= 6)).toBe(true);
});

test('every byte is counted, those that were packed too', async () => {
  const search = new Search([{ of: 'text', spellings: [text] }]);
  const packed = gzipSync(long);
  await search.look('here', packed);
  expect(search.bytes).toBe(packed.length + long.length);
});

import { expect, test } from 'vitest';
import { decodersIn, untried } from './decoders.ts';
import { readTree } from './repo.ts';

/** These pass on to one that is tried, or to what is not ours: which. */
const others: Readonly<Record<string, string>> = {
  'apps/web/src/worker/cleaning/picture.ts cleanPicture': 'pixelsOf reads the header; then the browser itself decodes',
  'packages/crypto/src/gcm.ts gcmOpen': 'by decryptChunk and unwrapOnDevice',
};

test('everything that reads bytes from outside is tried with any', async () => {
  const files = await readTree(/\.tsx?$/u);
  const decoders = decodersIn(files);
  expect(decoders.length).toBeGreaterThan(35);
  const missing = untried(decoders, files).map(({ path, name }) => `${path} ${name}`);
  expect(missing.filter((each) => others[each] === undefined)).toEqual([]);
  // Nothing stands here that is tried, or is gone.
  expect(Object.keys(others).filter((each) => !missing.includes(each))).toEqual([]);
});

test('one that is new is found, and found missing until a property names it', () => {
  const source = { path: 'packages/a/src/b.ts', text: 'export function decodeB(bytes: Bytes): B | null {}' };
  const query = { path: 'packages/a/src/c.ts', text: 'export async function readB(db: Db, id: Bytes): Promise<B> {}' };
  expect(decodersIn([source, query])).toEqual([{ path: source.path, name: 'decodeB' }]);
  const decoders = decodersIn([source]);
  const plain = { path: 'packages/a/src/b.test.ts', text: 'expect(decodeB(good)).toEqual(b);' };
  expect(untried(decoders, [plain])).toEqual(decoders);
  const property = { ...plain, text: `decoderContract('b', () => ({ decode: (bytes) => decodeB(bytes), good }));` };
  expect(untried(decoders, [property])).toEqual([]);
});

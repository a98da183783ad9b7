import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flipBit } from './bitflip.contract.ts';
import {
  blobKey,
  chunkCount,
  chunkLength,
  chunkRange,
  decryptChunk,
  decryptChunks,
  encryptChunk,
  encryptChunks,
  sealedChunkLength,
  sealedSize,
  StreamError,
} from './stream.ts';

const keyBytes = new Uint8Array(32).fill(1);

/** Bytes that differ from chunk to chunk. */
function sample(length: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + Math.floor(i / 977)) & 255);
}

async function* pieces(bytes: Bytes, cuts: readonly number[]): AsyncGenerator<Bytes> {
  let from = 0;
  for (const cut of cuts) {
    yield bytes.slice(from, from + cut);
    from += cut;
  }
  yield bytes.slice(from);
}

async function gather(source: AsyncIterable<Bytes>): Promise<Bytes[]> {
  const all: Bytes[] = [];
  for await (const chunk of source) all.push(chunk);
  return all;
}

async function sealed(plain: Bytes, key?: CryptoKey): Promise<Bytes[]> {
  return gather(encryptChunks(key ?? (await blobKey(keyBytes)), pieces(plain, [])));
}

async function opened(chunks: readonly Bytes[]): Promise<Bytes> {
  return concat(...(await gather(decryptChunks(await blobKey(keyBytes), pieces(concat(...chunks), [])))));
}

test.each([0, 1, chunkLength - 1, chunkLength, chunkLength + 1, 3 * chunkLength, 3 * chunkLength + 5])(
  '%i bytes come back, and their sealed size is as foretold',
  async (length) => {
    const plain = sample(length);
    const chunks = await sealed(plain);
    expect(chunks).toHaveLength(chunkCount(length));
    expect(concat(...chunks)).toHaveLength(sealedSize(length));
    expect(await opened(chunks)).toEqual(plain);
  },
);

test('however the bytes arrive, in either direction, the chunks are the same', async () => {
  const plain = sample(2 * chunkLength + 100);
  const whole = concat(...(await sealed(plain)));
  const key = await blobKey(keyBytes);
  const cuts = fc.array(fc.nat(chunkLength * 2), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(cuts, cuts, async (someCuts, otherCuts) => {
      expect(concat(...(await gather(encryptChunks(key, pieces(plain, someCuts)))))).toEqual(whole);
      expect(concat(...(await gather(decryptChunks(key, pieces(whole, otherCuts)))))).toEqual(plain);
    }),
    { numRuns: 20 },
  );
});

test('a part can be read alone', async () => {
  const plain = sample(2 * chunkLength + 100);
  const whole = concat(...(await sealed(plain)));
  const key = await blobKey(keyBytes);
  for (let index = 0; index < chunkCount(plain.length); index++) {
    const { from, to, ...place } = chunkRange(plain.length, index);
    const part = await decryptChunk(key, place, whole.slice(from, to));
    expect(part).toEqual(plain.slice(index * chunkLength, (index + 1) * chunkLength));
  }
});

test('cut off, reordered, repeated, dropped and foreign chunks are refused', async () => {
  const chunks = await sealed(sample(3 * chunkLength + 7));
  const [a, b, c, last] = chunks;
  const [foreign] = await sealed(sample(2 * chunkLength), await blobKey(new Uint8Array(32).fill(2)));
  if (a === undefined || b === undefined || c === undefined || last === undefined || foreign === undefined)
    throw new Error();
  const shortened = last.slice(0, -1);
  for (const wrong of [
    [a, b, c],
    [a],
    [a, b],
    [b, a, c, last],
    [a, a, b, c, last],
    [a, b, b, c, last],
    [a, c, last],
    [b, c, last],
    [last],
    [a, last],
    [a, b, c, last, last],
    [a, b, c, last, a],
    [foreign, b, c, last],
    [a, b, c, shortened],
    [a, b, c, concat(last, new Uint8Array(1))],
    [],
  ]) {
    await expect(opened(wrong)).rejects.toThrow(StreamError);
  }
});

test('an empty chunk behind full ones is no end of a blob, even when it was made with the key', async () => {
  const key = await blobKey(keyBytes);
  const full = await encryptChunk(key, { index: 0, last: false }, new Uint8Array(chunkLength));
  await expect(encryptChunk(key, { index: 1, last: true }, new Uint8Array(0))).rejects.toThrow(RangeError);
  const iv = Uint8Array.from({ length: 12 }, (_, i) => (i >= 10 ? 1 : 0));
  const empty = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(0));
  await expect(opened([full, new Uint8Array(empty)])).rejects.toThrow(StreamError);
});

test('any changed bit is refused', async () => {
  const whole = concat(...(await sealed(sample(chunkLength + 50))));
  const key = await blobKey(keyBytes);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
      await expect(gather(decryptChunks(key, pieces(flipBit(whole, bit), [])))).rejects.toThrow(StreamError);
    }),
    { numRuns: 30 },
  );
});

test('no more than a few chunks are held: the first comes before the source ends', async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<Bytes> {
    for (;;) {
      asked++;
      yield sample(chunkLength);
    }
  }
  const first = await encryptChunks(await blobKey(keyBytes), endless()).next();
  expect(first.value).toHaveLength(sealedChunkLength);
  expect(asked).toBe(2);
});

test('a chunk that is not the last must be full, none may be more', async () => {
  const key = await blobKey(keyBytes);
  const part = new Uint8Array(chunkLength - 1);
  await expect(encryptChunk(key, { index: 0, last: false }, part)).rejects.toThrow(RangeError);
  await expect(encryptChunk(key, { index: 0, last: true }, new Uint8Array(chunkLength + 1))).rejects.toThrow(
    RangeError,
  );
  const sealedPart = await encryptChunk(key, { index: 0, last: true }, part);
  await expect(decryptChunk(key, { index: 0, last: false }, sealedPart)).rejects.toThrow(StreamError);
});

test('a key of a wrong length is a mistake of ours', () => {
  expect(() => blobKey(new Uint8Array(16))).toThrow(RangeError);
});

test('a blob’s key does not leave what encrypts with it', async () => {
  expect((await blobKey(keyBytes)).extractable).toBe(false);
});

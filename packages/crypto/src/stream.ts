/**
 * Blobs: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance", CRYPTO 2015) over AES-256-GCM, in chunks of 256 KiB.
 *
 * nonce of chunk i = i as 11 bytes, big endian ‖ 1 for the last chunk, else 0; AAD = ctx("blob-chunk"). The key is random and of one blob
 * only, so no nonce ever repeats under it. Every chunk but the last is full; the last is empty only in an empty blob.
 * @module
 */
import { concat, u64be, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { gcmOpen, gcmSeal, gcmTagLength as tagLength } from './gcm.ts';
import { rechunk } from './rechunk.ts';
import { demandLength } from './sodium.ts';

export const chunkLength = 262_144;
export const sealedChunkLength = chunkLength + tagLength;

const aad = ctx('blob-chunk');

/** A chunk was changed, cut off, moved, repeated or taken from another blob; or the key is another blob's. */
export class StreamError extends Error {
  override readonly name = 'StreamError';
}

export interface ChunkPlace {
  readonly index: number;
  readonly last: boolean;
}

/** From the 32 bytes in the signed event; used for one blob only. */
export function blobKey(bytes: Bytes): Promise<CryptoKey> {
  demandLength(bytes, 32, 'the blob key');
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function nonce({ index, last }: ChunkPlace): Bytes {
  return concat(new Uint8Array(3), u64be(index), Uint8Array.of(last ? 1 : 0));
}

export async function encryptChunk(key: CryptoKey, place: ChunkPlace, plain: Bytes): Promise<Bytes> {
  if (!isChunk(place, plain.length)) throw new RangeError('not a chunk');
  return gcmSeal(key, nonce(place), plain, aad);
}

/** Throws {@link StreamError}. */
export async function decryptChunk(key: CryptoKey, place: ChunkPlace, sealed: Bytes): Promise<Bytes> {
  const plain = isChunk(place, sealed.length - tagLength) ? await gcmOpen(key, nonce(place), sealed, aad) : null;
  if (plain === null) throw new StreamError('a chunk does not hold');
  return plain;
}

function isChunk({ index, last }: ChunkPlace, length: number): boolean {
  if (!last) return length === chunkLength;
  return length <= chunkLength && length >= (index === 0 ? 0 : 1);
}

/**
 * Ciphertext chunks in order, however the plaintext was cut. Holds two chunks at a time. `first`: the chunk with which the plaintext begins, to go
 * on with a blob; its bytes must be the same again, or the nonce would have been used for two.
 */
export async function* encryptChunks(
  key: CryptoKey,
  plain: AsyncIterable<Bytes>,
  first = 0,
): AsyncGenerator<Bytes, void, undefined> {
  let index = first;
  for await (const { piece, last } of rechunk(plain, chunkLength))
    yield await encryptChunk(key, { index: index++, last }, piece);
}

/** Plaintext chunks, each verified before it is given; what came before a {@link StreamError} is a true beginning of the blob, not the blob. */
export async function* decryptChunks(
  key: CryptoKey,
  sealed: AsyncIterable<Bytes>,
): AsyncGenerator<Bytes, void, undefined> {
  let index = 0;
  for await (const { piece, last } of rechunk(sealed, sealedChunkLength))
    yield await decryptChunk(key, { index: index++, last }, piece);
}

/** How many bytes a blob of `size` bytes has when it is sealed. */
export function sealedSize(size: number): number {
  return size + tagLength * chunkCount(size);
}

export function chunkCount(size: number): number {
  return Math.max(1, Math.ceil(size / chunkLength));
}

/** Where chunk `index` of a blob of `size` bytes lies in the ciphertext, for a read of a part: bytes `from` to before `to`. */
export function chunkRange(size: number, index: number): ChunkPlace & { from: number; to: number } {
  const last = index === chunkCount(size) - 1;
  const from = index * sealedChunkLength;
  return { index, last, from, to: last ? sealedSize(size) : from + sealedChunkLength };
}

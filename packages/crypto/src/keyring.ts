/**
 * The keyring of an epoch: one sealed entry for each bucket's key (protocol.md, section 3).
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { open, seal } from './aead.ts';
import { demandLength } from './sodium.ts';

const bucketKeyLength = 32;

/** Where an entry belongs: the space, the epoch whose keyring it lies in, the bucket. */
export interface EntryPlace {
  readonly space: Uint8Array;
  readonly epoch: number;
  readonly bucket: Uint8Array;
}

function aad(place: EntryPlace): Bytes {
  return ctx('keyring-entry', place.space, place.epoch, place.bucket);
}

export function sealEntry(keyringKey: Uint8Array, place: EntryPlace, bucketKey: Uint8Array): Bytes {
  demandLength(bucketKey, bucketKeyLength, 'the bucket key');
  return seal(keyringKey, bucketKey, aad(place));
}

/** 32 bytes, which count only if they have the hash that the log names for the bucket; null if the entry does not open. */
export function openEntry(keyringKey: Uint8Array, place: EntryPlace, entry: Uint8Array): Bytes | null {
  const bucketKey = open(keyringKey, entry, aad(place));
  return bucketKey?.length === bucketKeyLength ? bucketKey : null;
}

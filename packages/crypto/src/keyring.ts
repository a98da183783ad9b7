/**
 * The keyring of an epoch: one sealed entry for each bucket's key, and the KEM seeds of earlier epochs that outer spaces still name
 * (protocol.md, sections 3 and 5).
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { open, seal } from './aead.ts';
import { demandLength } from './sodium.ts';

const keyLength = 32;

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
  demandLength(bucketKey, keyLength, 'the bucket key');
  return seal(keyringKey, bucketKey, aad(place));
}

/** 32 bytes, which count only if they have the hash that the log names for the bucket; null if the entry does not open. */
export function openEntry(keyringKey: Uint8Array, place: EntryPlace, entry: Uint8Array): Bytes | null {
  const bucketKey = open(keyringKey, entry, aad(place));
  return bucketKey?.length === keyLength ? bucketKey : null;
}

/** Where a seed belongs: the space, the epoch whose keyring it lies in, the earlier epoch whose KEM pair it makes. */
export interface SeedPlace {
  readonly space: Uint8Array;
  readonly epoch: number;
  readonly of: number;
}

function seedAad({ space, epoch, of }: SeedPlace): Bytes {
  return ctx('keyring-seed', space, epoch, of);
}

/** For whoever comes later: outer spaces are boxed to the earlier epoch until somebody rekeys them. */
export function sealSeed(keyringKey: Uint8Array, place: SeedPlace, seed: Uint8Array): Bytes {
  demandLength(seed, keyLength, 'the KEM seed');
  return seal(keyringKey, seed, seedAad(place));
}

/** 32 bytes, which count only if their KEM key has the hash that the log names; null if the entry does not open. */
export function openSeed(keyringKey: Uint8Array, place: SeedPlace, entry: Uint8Array): Bytes | null {
  const seed = open(keyringKey, entry, seedAad(place));
  return seed?.length === keyLength ? seed : null;
}

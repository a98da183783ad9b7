/**
 * The field types that schemas on the wire are built from.
 * @module
 */
import * as z from 'zod/mini';
import type { Bytes } from './bytes.ts';

export function bytesBetween(least: number, most: number) {
  return z.custom<Bytes>((value) => value instanceof Uint8Array && value.length >= least && value.length <= most);
}

/** 16 bytes: institution, space, persona, bucket, event, blob. */
export const id = bytesBetween(16, 16);
/** 32 bytes: a hash or an Ed25519 public key. */
export const bytes32 = bytesBetween(32, 32);
/** At most `most` bytes. */
export const bytesUpTo = (most: number) => bytesBetween(0, most);
export const bytesExactly = (length: number) => bytesBetween(length, length);
/** An unsigned integer below 2^53. */
export const uint = z.number().check(z.int(), z.gte(0));
/** UTC days since 1970-01-01. */
export const day = z.number().check(z.int(), z.gte(0), z.lte(100_000));

/**
 * Ids that come out the same when an import is gone on with, and of which nobody can guess the names they were made of.
 *
 * [Note: Why ids have a seed] A hash of a name and a birth date is found by trying all names and days. Ids reach the server where the acts
 * that carry out a plan make others of them; so each is keyed with 16 random bytes that stay in the sealed journal of the import.
 * @module
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** HMAC-SHA-256, cut to 16 bytes: 32 hex digits. */
export type MakeId = (...parts: readonly (string | number)[]) => string;

export function idsOf(seed: Uint8Array): MakeId {
  return (...parts) => bytesToHex(hmac(sha256, seed, utf8ToBytes(JSON.stringify(parts))).subarray(0, 16));
}

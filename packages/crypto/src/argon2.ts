/**
 * Argon2id (RFC 9106) with the one setting of the protocol: 64 MiB, three passes, one lane, a salt of 16 bytes. About half a second on a phone.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { demandLength, lib, owned } from './sodium.ts';

export const argon2 = { passes: 3, memoryKiB: 65_536, lanes: 1 } as const;

/** 32 bytes. */
export function stretch(secret: Uint8Array, salt: Uint8Array): Bytes {
  demandLength(salt, 16, 'the salt');
  const sodium = lib();
  const memory = argon2.memoryKiB * 1024;
  return owned(sodium.crypto_pwhash(32, secret, salt, argon2.passes, memory, sodium.crypto_pwhash_ALG_ARGON2ID13));
}

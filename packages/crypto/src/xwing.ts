/**
 * X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519 together, so that a box stays shut if either of them holds.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { unlessRefused } from './refused.ts';
import { demandLength, lib, owned } from './sodium.ts';

export const kemPublicKeyLength = 1216;
export const kemCiphertextLength = 1120;

export interface KemKey {
  /** 1216 bytes. */
  readonly publicKey: Bytes;
  /** `H(public key)`: how records and ids name it. */
  readonly hash: Bytes;
  /** 32 bytes: the seed. */
  readonly secretKey: Bytes;
}

export interface Encapsulation {
  /** 1120 bytes. */
  readonly ciphertext: Bytes;
  /** 32 bytes. */
  readonly sharedSecret: Bytes;
}

const refused = /^invalid usage$/u;

/** From a seed of 32 bytes. */
export function kemKey(seed: Uint8Array): KemKey {
  demandLength(seed, 32, 'the seed');
  const pair = lib().crypto_kem_xwing_seed_keypair(seed);
  const publicKey = owned(pair.publicKey);
  return { publicKey, hash: hash(publicKey), secretKey: owned(pair.privateKey) };
}

/** Null if nobody can encapsulate to these bytes: a key may come from a member who wants the sender to stumble. */
export function encapsulate(publicKey: Uint8Array): Encapsulation | null {
  if (publicKey.length !== kemPublicKeyLength) return null;
  return unlessRefused(refused, () => {
    const made = lib().crypto_kem_xwing_enc(publicKey);
    return { ciphertext: owned(made.ciphertext), sharedSecret: owned(made.sharedSecret) };
  });
}

/**
 * 32 bytes, or null for bytes that are no ciphertext. X-Wing rejects implicitly: a changed ciphertext gives another secret, and the AEAD
 * under it fails.
 */
export function decapsulate(secretKey: Uint8Array, ciphertext: Uint8Array): Bytes | null {
  demandLength(secretKey, 32, 'the secret key');
  if (ciphertext.length !== kemCiphertextLength) return null;
  return unlessRefused(refused, () => owned(lib().crypto_kem_xwing_dec(ciphertext, secretKey)));
}

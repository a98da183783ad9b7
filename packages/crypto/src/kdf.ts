/**
 * HKDF-SHA-256 (RFC 5869) on libsodium's HMAC, and `KDF` of protocol.md, section 2.
 * @module
 */
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { lib, owned } from './sodium.ts';

const hashLength = 32;
const mostOutput = 255 * hashLength;

/** HMAC-SHA-256 (RFC 2104) under a key of any length; 32 bytes. */
export function hmac(key: Uint8Array, message: Uint8Array): Bytes {
  const sodium = lib();
  const state = sodium.crypto_auth_hmacsha256_init(key);
  sodium.crypto_auth_hmacsha256_update(state, message);
  return owned(sodium.crypto_auth_hmacsha256_final(state));
}

/** HKDF-Extract; 32 bytes. HMAC pads keys with zeros, so an empty salt is the 32 zero bytes of the RFC. */
export function hkdfExtract(salt: Uint8Array, keyMaterial: Uint8Array): Bytes {
  return hmac(salt, keyMaterial);
}

/** HKDF-Expand; throws RangeError beyond 255 blocks. */
export function hkdfExpand(pseudoRandomKey: Uint8Array, info: Uint8Array, length: number): Bytes {
  if (length > mostOutput) throw new RangeError('more than HKDF gives');
  let block: Bytes = new Uint8Array(0);
  let out: Bytes = new Uint8Array(0);
  for (let counter = 1; out.length < length; counter++) {
    block = hmac(pseudoRandomKey, concat(block, info, Uint8Array.of(counter)));
    out = concat(out, block);
  }
  return out.slice(0, length);
}

/** `KDF(key, context)`: 32 bytes. `context` is always a `ctx(…)`. */
export function kdf(key: Uint8Array, context: Uint8Array): Bytes {
  return hkdfExpand(hkdfExtract(new Uint8Array(0), key), context, 32);
}

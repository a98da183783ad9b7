/**
 * `AEAD` of protocol.md, section 2: XChaCha20-Poly1305 with a random nonce of 24 bytes in front. The nonce is no argument, so it cannot repeat.
 * @module
 */
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { randomBytes } from './random.ts';
import { unlessRefused } from './refused.ts';
import { demandLength, lib, owned } from './sodium.ts';

const keyLength = 32;
const nonceLength = 24;
const tagLength = 16;

/** How much longer what {@link seal} gives is than the plaintext. */
const sealOverhead = nonceLength + tagLength;

/** libsodium's whole report of a tag that does not hold. */
export const tagRefused = /^ciphertext cannot be decrypted using that key$/u;

/** `nonce ‖ ciphertext ‖ tag`. `key` has 32 bytes, `aad` is always a `ctx(…)`. */
export function seal(key: Uint8Array, plain: Uint8Array, aad: Uint8Array): Bytes {
  demandLength(key, keyLength, 'the key');
  const nonce = randomBytes(nonceLength);
  return concat(nonce, lib().crypto_aead_xchacha20poly1305_ietf_encrypt(plain, aad, null, nonce, key));
}

/** The plaintext, or null if `sealed` was not made with this key and this `aad`. */
export function open(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Bytes | null {
  demandLength(key, keyLength, 'the key');
  if (sealed.length < sealOverhead) return null;
  const nonce = sealed.subarray(0, nonceLength);
  const rest = sealed.subarray(nonceLength);
  return unlessRefused(tagRefused, () =>
    owned(lib().crypto_aead_xchacha20poly1305_ietf_decrypt(null, rest, aad, nonce, key)),
  );
}

/**
 * HPKE (RFC 9180), base mode, single shot: X-Wing (0x647a), HKDF-SHA-256 (0x0001), ChaCha20-Poly1305 (0x0003). X-Wing's own encapsulation
 * is the KEM's Encap and Decap; key pairs come from seeds, never from DeriveKeyPair.
 * @module
 */
import { concat, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { tagRefused } from './aead.ts';
import { hkdfExpand, hkdfExtract } from './kdf.ts';
import { unlessRefused } from './refused.ts';
import { lib, owned } from './sodium.ts';
import { decapsulate, encapsulate, kemCiphertextLength } from './xwing.ts';

const tagLength = 16;
const version = utf8('HPKE-v1');
const none = new Uint8Array(0);

const kemId = 0x647a;
const kdfId = 0x0001;
const aeadId = 0x0003;

function u16be(value: number): Bytes {
  return Uint8Array.of(value >> 8, value & 0xff);
}

/** The two values that base mode uses of RFC 9180, section 5.1: 32 and 12 bytes. `kem` is the identifier of the KEM that gave the secret. */
export function keySchedule(kem: number, sharedSecret: Uint8Array, info: Uint8Array): { key: Bytes; nonce: Bytes } {
  const suite = concat(utf8('HPKE'), u16be(kem), u16be(kdfId), u16be(aeadId));
  const extract = (salt: Uint8Array, label: string, material: Uint8Array) =>
    hkdfExtract(salt, concat(version, suite, utf8(label), material));
  const expand = (secret: Uint8Array, label: string, context: Uint8Array, length: number) =>
    hkdfExpand(secret, concat(u16be(length), version, suite, utf8(label), context), length);

  const context = concat(Uint8Array.of(0), extract(none, 'psk_id_hash', none), extract(none, 'info_hash', info));
  const secret = extract(sharedSecret, 'secret', none);
  return { key: expand(secret, 'key', context, 32), nonce: expand(secret, 'base_nonce', context, 12) };
}

/** `enc ‖ ciphertext`, 1136 bytes longer than `plain`; null if `publicKey` is no X-Wing key. */
export function hpkeSeal(publicKey: Uint8Array, info: Uint8Array, aad: Uint8Array, plain: Uint8Array): Bytes | null {
  const made = encapsulate(publicKey);
  if (made === null) return null;
  const { key, nonce } = keySchedule(kemId, made.sharedSecret, info);
  return concat(made.ciphertext, lib().crypto_aead_chacha20poly1305_ietf_encrypt(plain, aad, null, nonce, key));
}

/** The plaintext, or null if `sealed` was not made for this key, `info` and `aad`. `secretKey` is the 32-byte seed. */
export function hpkeOpen(secretKey: Uint8Array, info: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Bytes | null {
  if (sealed.length < kemCiphertextLength + tagLength) return null;
  const sharedSecret = decapsulate(secretKey, sealed.subarray(0, kemCiphertextLength));
  if (sharedSecret === null) return null;
  const { key, nonce } = keySchedule(kemId, sharedSecret, info);
  const rest = sealed.subarray(kemCiphertextLength);
  return unlessRefused(tagRefused, () =>
    owned(lib().crypto_aead_chacha20poly1305_ietf_decrypt(null, rest, aad, nonce, key)),
  );
}

/**
 * `W_device`: a secret under a WebCrypto key that never leaves this browser; the key lies in IndexedDB, not extractable.
 * @module
 */
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { gcmNonceLength, gcmOpen, gcmSeal } from './gcm.ts';

export function createDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * `nonce ‖ ciphertext ‖ tag`. `aad` is `wrapAad("device", …)`, or another `ctx(…)` for what else is kept wrapped here. A random nonce of
 * 12 bytes does for a key that wraps a few secrets, not millions.
 */
export async function wrapOnDevice(deviceKey: CryptoKey, secret: Bytes, aad: Bytes): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(gcmNonceLength));
  return concat(nonce, await gcmSeal(deviceKey, nonce, secret, aad));
}

/** The secret, or null if it was not wrapped with this key and this `aad`. */
export async function unwrapOnDevice(deviceKey: CryptoKey, wrapped: Bytes, aad: Bytes): Promise<Bytes | null> {
  if (wrapped.length < gcmNonceLength) return null;
  return gcmOpen(deviceKey, wrapped.subarray(0, gcmNonceLength), wrapped.subarray(gcmNonceLength), aad);
}

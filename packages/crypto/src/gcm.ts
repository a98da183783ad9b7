/**
 * WebCrypto's AES-256-GCM, for blobs and for the wrap of a device: tag of 16 bytes behind the ciphertext, nonce of 12 from the caller.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';

export const gcmNonceLength = 12;
export const gcmTagLength = 16;

export async function gcmSeal(key: CryptoKey, iv: Bytes, plain: Bytes, additionalData: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain));
}

/** The plaintext, or null if the tag does not hold. */
export async function gcmOpen(key: CryptoKey, iv: Bytes, sealed: Bytes, additionalData: Bytes): Promise<Bytes | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed));
  } catch (error) {
    // Web Cryptography API, AES-GCM: the name of a tag that does not hold, and of bytes too few for one.
    if (error instanceof Error && error.name === 'OperationError') return null;
    throw error;
  }
}

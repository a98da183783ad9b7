/**
 * The one kind of signature that the server verifies: that of a session.
 * @module
 */
import { createPublicKey, verify } from 'node:crypto';
import { toBase64Url, type Bytes } from '@obhut/protocol/bytes.ts';

/** A public key may be any 32 bytes that somebody once wrote down: one that is no key verifies nothing. */
export function signatureHolds(publicKey: Bytes, message: Bytes, signature: Bytes): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) }, format: 'jwk' });
    return verify(null, message, key, signature);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

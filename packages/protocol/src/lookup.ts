/**
 * What the server keeps of a recovery code or a passkey: a hash of what opening it takes, so that a copy of the database cannot ask.
 * @module
 */
import type { Bytes } from './bytes.ts';
import { hashCtx } from './hash.ts';

/** `proof`: 32 bytes that follow from the code. */
export function recoveryLookup(proof: Uint8Array): Bytes {
  return hashCtx('recovery-lookup', proof);
}

/** `proof`: 32 bytes that follow from the passkey's PRF output. */
export function passkeyLookup(proof: Uint8Array): Bytes {
  return hashCtx('passkey-lookup', proof);
}

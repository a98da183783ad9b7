/**
 * What the server keeps of a recovery code: a hash of what opening it takes, so that a copy of the database cannot ask.
 * @module
 */
import type { Bytes } from './bytes.ts';
import { hashCtx } from './hash.ts';

/** `proof`: 32 bytes that follow from the code. */
export function recoveryLookup(proof: Uint8Array): Bytes {
  return hashCtx('recovery-lookup', proof);
}

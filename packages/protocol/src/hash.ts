/**
 * `H` of protocol.md: SHA-256 (FIPS 180-4).
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from './bytes.ts';
import { ctx, type CtxPart } from './ctx.ts';

const beginning = sha256.create();
/** Used again and again, wiped in between: to make one costs about as much as to hash something short. */
const working = sha256.create();

/** 32 bytes. */
export function hash(bytes: Uint8Array): Bytes {
  // oxlint-disable-next-line eslint/no-underscore-dangle -- so the library names it in its interface
  return beginning._cloneInto(working).update(bytes).digest();
}

/** The same of bytes that come bit by bit. */
export function hasher(): { update(bytes: Uint8Array): void; digest(): Bytes } {
  const state = sha256.create();
  return {
    update: (bytes) => void state.update(bytes),
    digest: () => state.digest(),
  };
}

/** `H(ctx(label, …))`, 32 bytes. */
export function hashCtx(label: string, ...parts: readonly CtxPart[]): Bytes {
  return hash(ctx(label, ...parts));
}

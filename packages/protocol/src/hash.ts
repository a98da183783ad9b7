/**
 * `H` of protocol.md: SHA-256 (FIPS 180-4).
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from './bytes.ts';
import { ctx, type CtxPart } from './ctx.ts';

/** 32 bytes. */
export function hash(bytes: Uint8Array): Bytes {
  return new Uint8Array(sha256(bytes));
}

/** The same of bytes that come bit by bit. */
export function hasher(): { update(bytes: Uint8Array): void; digest(): Bytes } {
  const state = sha256.create();
  return {
    update: (bytes) => void state.update(bytes),
    digest: () => new Uint8Array(state.digest()),
  };
}

/** `H(ctx(label, …))`, 32 bytes. */
export function hashCtx(label: string, ...parts: readonly CtxPart[]): Bytes {
  return hash(ctx(label, ...parts));
}

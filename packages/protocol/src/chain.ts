/**
 * The hash chain over everything in a space, control records and events alike (protocol.md, section 6).
 * @module
 */
import type { Bytes } from './bytes.ts';
import { hash, hashCtx } from './hash.ts';

export type ItemKind = 'control' | 'event';

/** `chain_0 = H(ctx("chain-0", space))` */
export function chainStart(space: Uint8Array): Bytes {
  return hashCtx('chain-0', space);
}

/**
 * `chain_i = H(ctx("chain", chain_{i-1}, i, kind, author, expiry, H(bytes_i)))`; `seq` counts from 1. For a control record the author is
 * its signer's id and the expiry 0.
 */
export function chainNext(
  previous: Uint8Array,
  seq: number,
  kind: ItemKind,
  author: Uint8Array,
  expiry: number,
  bytes: Uint8Array,
): Bytes {
  return chainNextHashed(previous, seq, kind, author, expiry, hash(bytes));
}

/** The same for an item of which only `H(bytes_i)` is left. */
export function chainNextHashed(
  previous: Uint8Array,
  seq: number,
  kind: ItemKind,
  author: Uint8Array,
  expiry: number,
  bytesHash: Uint8Array,
): Bytes {
  return hashCtx('chain', previous, seq, kind, author, expiry, bytesHash);
}

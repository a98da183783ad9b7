/**
 * Twelve digits that people compare: by which staff recognise a claimed persona on the person's own screen (protocol.md, section 7), and
 * two devices each other.
 * @module
 */
import { hashCtx } from '@obhut/protocol/hash.ts';

/** A hash's first 8 bytes, big endian, modulo 10^12; always twelve digits. */
export function twelveDigits(digest: Uint8Array): string {
  const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
  return (view.getBigUint64(0) % 1_000_000_000_000n).toString().padStart(12, '0');
}

/** Of `H(ctx("confirm", institution, persona))`. */
export function confirmDigits(institution: Uint8Array, persona: Uint8Array): string {
  return twelveDigits(hashCtx('confirm', institution, persona));
}

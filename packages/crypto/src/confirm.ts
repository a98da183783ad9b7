/**
 * The twelve digits by which staff recognise a claimed persona on the person's own screen (protocol.md, section 7).
 * @module
 */
import { hashCtx } from '@obhut/protocol/hash.ts';

/** `H(ctx("confirm", institution, persona))`: its first 8 bytes, big endian, modulo 10^12; always twelve digits. */
export function confirmDigits(institution: Uint8Array, persona: Uint8Array): string {
  const digest = hashCtx('confirm', institution, persona);
  const number = new DataView(digest.buffer).getBigUint64(0) % 1_000_000_000_000n;
  return number.toString().padStart(12, '0');
}

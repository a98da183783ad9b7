/** @module What a fake persona shows to whoever meets them. */

/** Twelve digits that follow from the persona. */
export function fakeDigits(persona: string): string {
  return (BigInt(`0x${persona}`) % 1_000_000_000_000n).toString().padStart(12, '0');
}

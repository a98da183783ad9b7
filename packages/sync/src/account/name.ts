/**
 * Login names and passwords as they are meant, however a keyboard writes them.
 * @module
 */

/** Trimmed, lower case, NFKC; the same again for what is so already. */
export function normaliseName(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}

/** NFC, as RFC 8265 has it for passwords: nothing else is changed. */
export function normalisePassword(typed: string): string {
  return typed.normalize('NFC');
}

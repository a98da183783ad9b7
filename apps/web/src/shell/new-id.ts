/**
 * An id that a page chooses once for what it is about to ask for: asked for again, it is the same.
 * @module
 */

/** 16 random bytes in hex. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

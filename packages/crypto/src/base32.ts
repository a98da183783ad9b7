/**
 * Base32 for paper, with Crockford's 32 symbols: digits and capitals without I, L, O and U.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a person typed, as it was printed: capitals, no spaces or dashes, letters for the digits they are taken for. */
export function normaliseBase32(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[\s\-–—]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1');
}

/** How many symbols stand for `length` bytes. */
export function base32Length(length: number): number {
  return Math.ceil((length * 8) / 5);
}

export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet.charAt((held << (5 - bits)) & 31) : text;
}

/** Null unless `text` is just what {@link toBase32} gives for `length` bytes. */
export function fromBase32(text: string, length: number): Bytes | null {
  if (text.length !== base32Length(length)) return null;
  const out = new Uint8Array(length);
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const symbol of text) {
    const value = alphabet.indexOf(symbol);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? out : null;
}

/** In groups of four, as they are printed. */
export function inGroups(symbols: string): string {
  return symbols.replaceAll(/.{4}(?=.)/gu, '$& ');
}

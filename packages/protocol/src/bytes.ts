/**
 * Byte strings: joining, comparing, integers, hex and base64url.
 * @module
 */

import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export function utf8(value: string): Bytes {
  return encoder.encode(value);
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** 4 bytes, big endian; throws RangeError unless `value` is an integer in [0, 2^32). */
export function u32be(value: number): Bytes {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32)
    throw new RangeError('not an unsigned integer of 32 bits');
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** 8 bytes, big endian; throws RangeError unless `value` is an integer in [0, 2^53). */
export function u64be(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not an unsigned safe integer');
  return concat(u32be(Math.floor(value / 2 ** 32)), u32be(value % 2 ** 32));
}

/** Bytewise order, as every "sorted" in the protocol. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** For public values only: it is not constant in time. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0;
}

export function toHex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** Throws for anything but pairs of hex digits. */
export function fromHex(hex: string): Bytes {
  return Uint8Array.from(hexToBytes(hex));
}

// Not Uint8Array.prototype.toBase64: phones that are still in use do not have it.
export function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Throws SyntaxError for anything but unpadded base64url, with zeros in the bits that are left over. */
export function fromBase64Url(text: string): Bytes {
  if (!/^[\w-]*$/u.test(text) || text.length % 4 === 1) throw new SyntaxError('not base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (symbol) => symbol.charCodeAt(0));
  if (toBase64Url(bytes) !== text) throw new SyntaxError('not base64url');
  return bytes;
}

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

/** Writes 4 bytes, big endian; throws RangeError unless `value` is an integer in [0, 2^32). */
export function putU32be(out: Uint8Array, at: number, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32)
    throw new RangeError('not an unsigned integer of 32 bits');
  out[at] = value >>> 24;
  out[at + 1] = value >>> 16;
  out[at + 2] = value >>> 8;
  out[at + 3] = value;
}

/** Writes 8 bytes, big endian; throws RangeError unless `value` is an integer in [0, 2^53). */
export function putU64be(out: Uint8Array, at: number, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not an unsigned safe integer');
  putU32be(out, at, Math.floor(value / 2 ** 32));
  putU32be(out, at + 4, value % 2 ** 32);
}

/** The same 4 bytes by themselves. */
export function u32be(value: number): Bytes {
  const out = new Uint8Array(4);
  putU32be(out, 0, value);
  return out;
}

/** The same 8 bytes by themselves. */
export function u64be(value: number): Bytes {
  const out = new Uint8Array(8);
  putU64be(out, 0, value);
  return out;
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
  return new Uint8Array(hexToBytes(hex));
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

/**
 * The one way in which the protocol joins values into bytes that are hashed, signed or authenticated (protocol.md, section 2).
 * @module
 */
import { putU32be, putU64be, utf8, type Bytes } from './bytes.ts';

/** Text as UTF-8, integers as u64be, ids and keys as their bytes, absent as length 0. */
export type CtxPart = Uint8Array | string | number | null;

const lengthBytes = 4;
const integerBytes = 8;
const absent = new Uint8Array(0);

/** The labels are few, and each is used for every event: what they begin with is encoded once. */
const beginnings = new Map<string, Bytes>();

function beginning(label: string): Bytes {
  const known = beginnings.get(label);
  if (known !== undefined) return known;
  const bytes = utf8(`obhut/1/${label}\0`);
  beginnings.set(label, bytes);
  return bytes;
}

/** Text as bytes; integers stay, they are written where they belong. */
function encoded(part: CtxPart): Uint8Array | number {
  if (part === null) return absent;
  return typeof part === 'string' ? utf8(part) : part;
}

/** `"obhut/1/" ‖ label ‖ 0x00 ‖ (u32be(len x) ‖ x)*`, written into one piece of memory: this is called many times for each event. */
export function ctx(label: string, ...parts: readonly CtxPart[]): Bytes {
  const first = beginning(label);
  const pieces = parts.map(encoded);
  let length = first.length;
  for (const piece of pieces) length += lengthBytes + (typeof piece === 'number' ? integerBytes : piece.length);
  const out = new Uint8Array(length);
  out.set(first);
  let at = first.length;
  for (const piece of pieces) {
    const size = typeof piece === 'number' ? integerBytes : piece.length;
    putU32be(out, at, size);
    at += lengthBytes;
    if (typeof piece === 'number') putU64be(out, at, piece);
    else out.set(piece, at);
    at += size;
  }
  return out;
}

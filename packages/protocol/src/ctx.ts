/**
 * The one way in which the protocol joins values into bytes that are hashed, signed or authenticated (protocol.md, section 2).
 * @module
 */
import { concat, u32be, u64be, utf8, type Bytes } from './bytes.ts';

/** Text as UTF-8, integers as u64be, ids and keys as their bytes, absent as length 0. */
export type CtxPart = Uint8Array | string | number | null;

function bytesOf(part: CtxPart): Uint8Array {
  if (part === null) return new Uint8Array(0);
  if (typeof part === 'string') return utf8(part);
  if (typeof part === 'number') return u64be(part);
  return part;
}

/** `"obhut/1/" ‖ label ‖ 0x00 ‖ (u32be(len x) ‖ x)*` */
export function ctx(label: string, ...parts: readonly CtxPart[]): Bytes {
  const pieces: Uint8Array[] = [utf8(`obhut/1/${label}\0`)];
  for (const part of parts) {
    const bytes = bytesOf(part);
    pieces.push(u32be(bytes.length), bytes);
  }
  return concat(...pieces);
}

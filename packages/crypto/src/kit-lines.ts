/**
 * Eight bytes to a line of paper, with a checksum of two: whoever types it is told where the slip of the pen is, not only that there is one.
 * @module
 */
import { concat, equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { base32Length, fromBase32, inGroups, normaliseBase32, toBase32 } from './base32.ts';

export const lineData = 8;
const lineChecksum = 2;
const lineBytes = lineData + lineChecksum;

/** Whatever a line is bound to, with its data: a hash, of which the first bytes are printed. */
export type LineHash = (line: number, data: Uint8Array) => Bytes;

/** The line with this index of `bytes`: four groups of four symbols. */
export function printLine(bytes: Uint8Array, line: number, hash: LineHash): string {
  const data = bytes.subarray(line * lineData, (line + 1) * lineData);
  return inGroups(toBase32(concat(data, hash(line, data).slice(0, lineChecksum))));
}

/** Null if something in it is mistyped, or it is another's line. */
export function readLine(typed: string, line: number, hash: LineHash): Bytes | null {
  const symbols = normaliseBase32(typed);
  if (symbols.length !== base32Length(lineBytes)) return null;
  const bytes = fromBase32(symbols, lineBytes);
  const data = bytes?.slice(0, lineData);
  if (bytes === null || data === undefined) return null;
  return equalBytes(bytes.subarray(lineData), hash(line, data).slice(0, lineChecksum)) ? data : null;
}

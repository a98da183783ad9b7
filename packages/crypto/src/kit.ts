/**
 * The kit: the printed master key of an institution (protocol.md, section 8), and the institution's id beside it, so that whoever holds the
 * sheet is led to this institution and to no other.
 * @module
 */
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { hashCtx } from '@obhut/protocol/hash.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { memberKeys, type MemberKeys } from './keys.ts';
import { lineData, printLine, readLine } from './kit-lines.ts';

/** What stands on the sheet. */
export interface Kit {
  /** 32 bytes. */
  seed: Bytes;
  /** 16 bytes. */
  institution: Bytes;
}

export const kitLines = 6;
const seedBytes = 32;

/** From a seed of 32 bytes. */
export function kitKeys(seed: Uint8Array): MemberKeys {
  return memberKeys('kit', seed);
}

export function kitId({ seed, institution }: Kit): Bytes {
  const keys = kitKeys(seed);
  return memberId('kit', institution, keys.sign.publicKey, keys.kem.hash);
}

/** Binds the line's place: two lines swapped are two mistakes. */
function lineHash(line: number, data: Uint8Array): Bytes {
  return hashCtx('kit-line', line, data);
}

/** Six lines, parted by line breaks, each of four groups of four symbols. */
export function printKit({ seed, institution }: Kit): string {
  const bytes = concat(seed, institution);
  if (bytes.length !== kitLines * lineData) throw new RangeError('not a kit');
  return Array.from({ length: kitLines }, (_, line) => printLine(bytes, line, lineHash)).join('\n');
}

/** The sheet, or the indices (from 0) of the lines in which something is mistyped. */
export function readKit(typed: readonly string[]): Kit | { wrong: number[] } {
  const lines = Array.from({ length: kitLines }, (_, line) => readLine(typed[line] ?? '', line, lineHash));
  const read = lines.filter((data) => data !== null);
  if (read.length < kitLines) return { wrong: lines.flatMap((data, line) => (data === null ? [line] : [])) };
  const bytes = concat(...read);
  return { seed: bytes.slice(0, seedBytes), institution: bytes.slice(seedBytes) };
}

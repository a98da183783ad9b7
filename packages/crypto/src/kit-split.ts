/**
 * The kit on three sheets, of which two are needed and one says nothing (protocol.md, section 8): Shamir's sharing of the seed over
 * GF(2^8), a point and its values to a sheet. The institution is on each, as on the sheet that is one.
 * @module
 */
import { concat, equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { hashCtx } from '@obhut/protocol/hash.ts';
import { combine, split } from 'shamir-secret-sharing';
import { inGroups, toBase32 } from './base32.ts';
import type { Kit } from './kit.ts';
import { lineData, printLine, readLine, type LineHash } from './kit-lines.ts';
import { randomBytes } from './random.ts';

const sheets = 3;
const needed = 2;
const setBytes = 6;
const seedBytes = 32;
export const splitLines = 7;

/** What stands on one of the three. */
export interface SplitSheet {
  /** Which of the three: 1, 2 or 3. */
  number: number;
  /** Where the polynomials were evaluated: 1 to 255. */
  point: number;
  /** 6 random bytes, the same on all three. */
  set: Bytes;
  /** 32 bytes: the values there. */
  part: Bytes;
  /** 16 bytes. */
  institution: Bytes;
}

/** Three sheets of a set of their own. */
export async function splitKit({ seed, institution }: Kit): Promise<SplitSheet[]> {
  const set = randomBytes(setBytes);
  const shares = await split(seed, sheets, needed);
  return shares.map((share, index) => ({
    number: index + 1,
    point: share[seedBytes] ?? 0,
    set,
    part: share.slice(0, seedBytes),
    institution,
  }));
}

/** How a set is called on paper. */
export function setName({ set }: SplitSheet): string {
  return inGroups(toBase32(set));
}

function firstLineHash(line: number, data: Uint8Array): Bytes {
  return hashCtx('kit-part-line', line, null, data);
}

/** Binds each line to the first, which names sheet and set: a line of another sheet is a mistake. */
function hashAfter(first: Uint8Array): LineHash {
  return (line, data) => hashCtx('kit-part-line', line, first, data);
}

/** Seven lines, parted by line breaks, each of four groups of four symbols. */
export function printSplit({ number, point, set, part, institution }: SplitSheet): string {
  const first = concat(Uint8Array.of(number, point), set);
  const bytes = concat(first, part, institution);
  if (bytes.length !== splitLines * lineData) throw new RangeError('not a sheet of three');
  const after = hashAfter(first);
  return Array.from({ length: splitLines }, (_, line) =>
    printLine(bytes, line, line === 0 ? firstLineHash : after),
  ).join('\n');
}

/** One sheet, or the indices (from 0) of the lines in which something is mistyped; of the first alone, if it cannot be read. */
export function readSplit(typed: readonly string[]): SplitSheet | { wrong: number[] } {
  const first = readLine(typed[0] ?? '', 0, firstLineHash);
  const [number = 0, point = 0] = first ?? [];
  if (first === null || number < 1 || number > sheets || point === 0) return { wrong: [0] };
  const after = hashAfter(first);
  const lines = Array.from({ length: splitLines - 1 }, (_, index) =>
    readLine(typed[index + 1] ?? '', index + 1, after),
  );
  const read = lines.filter((data) => data !== null);
  if (read.length < lines.length) return { wrong: lines.flatMap((data, index) => (data === null ? [index + 1] : [])) };
  const bytes = concat(...read);
  return {
    number,
    point,
    set: first.slice(lineData - setBytes),
    part: bytes.slice(0, seedBytes),
    institution: bytes.slice(seedBytes),
  };
}

export type PairMistake = 'same-sheet' | 'other-set';

/** What two of them hold together. */
export async function joinKit(one: SplitSheet, other: SplitSheet): Promise<Kit | PairMistake> {
  if (!equalBytes(one.set, other.set) || !equalBytes(one.institution, other.institution)) return 'other-set';
  if (one.number === other.number || one.point === other.point) return 'same-sheet';
  const seed = await combine([one, other].map(({ part, point }) => concat(part, Uint8Array.of(point))));
  return { seed: seed.slice(), institution: one.institution };
}

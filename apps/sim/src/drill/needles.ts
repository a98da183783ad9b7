/**
 * Many short byte strings sought in one pass: a table of their first four bytes says where it is worth to compare.
 * @module
 */

export interface Needle<Of> {
  bytes: Uint8Array;
  of: Of;
}

const tableBits = 20;
const spread = 0x9e_37_79_b1;

function place(word: number): number {
  return Math.imul(word, spread) >>> (32 - tableBits);
}

function firstWord(bytes: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return a | (b << 8) | (c << 16) | (d << 24);
}

function standsAt(bytes: Uint8Array, from: number, needle: Uint8Array): boolean {
  if (from + needle.length > bytes.length) return false;
  for (let at = 4; at < needle.length; at++) if (bytes[from + at] !== needle[at]) return false;
  return true;
}

export class Needles<Of> {
  readonly #table = new Uint8Array(2 ** (tableBits - 3));
  readonly #byWord = new Map<number, Needle<Of>[]>();

  /** Each of at least four bytes. */
  constructor(needles: readonly Needle<Of>[]) {
    for (const needle of needles) {
      if (needle.bytes.length < 4) throw new RangeError('too short to be sought');
      const word = firstWord(needle.bytes);
      const at = place(word);
      this.#table[at >>> 3] = (this.#table[at >>> 3] ?? 0) | (1 << (at & 7));
      const same = this.#byWord.get(word);
      if (same === undefined) this.#byWord.set(word, [needle]);
      else same.push(needle);
    }
  }

  /** `found` is told of every place at which one of them begins. */
  seek(bytes: Uint8Array, found: (of: Of, at: number) => void): void {
    const table = this.#table;
    let word = 0;
    for (let at = 0; at < bytes.length; at++) {
      word = (word >>> 8) | ((bytes[at] ?? 0) << 24);
      const entry = Math.imul(word, spread) >>> (32 - tableBits);
      if (at < 3 || ((table[entry >>> 3] ?? 0) & (1 << (entry & 7))) === 0) continue;
      const from = at - 3;
      for (const needle of this.#byWord.get(word) ?? [])
        if (standsAt(bytes, from, needle.bytes)) found(needle.of, from);
    }
  }
}

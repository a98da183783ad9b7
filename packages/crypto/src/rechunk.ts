/**
 * Cuts a stream of bytes anew into pieces of one length, and says of each piece whether it is the last.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';

export interface Piece {
  readonly piece: Bytes;
  readonly last: boolean;
}

/** Every piece but the last has `length` bytes; an empty stream is one empty last piece. Holds at most one piece and one part of the source. */
export async function* rechunk(source: AsyncIterable<Bytes>, length: number): AsyncGenerator<Piece, void, undefined> {
  let buffer: Bytes = new Uint8Array(length);
  let filled = 0;
  for await (const part of source) {
    let rest = part;
    while (rest.length > 0) {
      // A full buffer is given only now that more is known to follow.
      if (filled === length) {
        yield { piece: buffer, last: false };
        buffer = new Uint8Array(length);
        filled = 0;
      }
      const taken = rest.subarray(0, length - filled);
      buffer.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
    }
  }
  yield { piece: buffer.subarray(0, filled), last: true };
}

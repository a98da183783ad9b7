/**
 * Files for tests.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';

/** Bytes that repeat nowhere near. */
export function fileBytes(length: number, seed = 1): Bytes {
  let state = seed;
  return new Uint8Array(length).map(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

export async function bytesIn(blob: Blob): Promise<Bytes> {
  return new Uint8Array(await blob.arrayBuffer());
}

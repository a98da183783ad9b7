/**
 * Bytes that nobody can guess, and none repeats.
 * @module
 */
import { randomFillSync } from 'node:crypto';
import type { Bytes } from '@obhut/protocol/bytes.ts';

export function randomBytes(length: number): Bytes {
  return randomFillSync(new Uint8Array(length));
}

/**
 * Random bytes, for keys, ids and codes.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { lib, owned } from './sodium.ts';

/** What a caller that must be repeatable in tests takes as an argument. */
export type Random = (length: number) => Bytes;

export function randomBytes(length: number): Bytes {
  return owned(lib().randombytes_buf(length));
}

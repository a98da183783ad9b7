/**
 * For a lying line in a browser: the answer to `space/list` as bytes, in which the space with the longest control log has one record less.
 * @module
 */
import { encodeCbor, decodeCbor } from '@obhut/protocol/cbor.ts';
import { schemas } from '../transport/wire.ts';

export function olderHeads(answer: Uint8Array): Uint8Array {
  const honest = decodeCbor(schemas['space/list'].response, new Uint8Array(answer));
  const [longest] = honest.spaces.filter(({ access }) => access === 'full').toSorted((a, b) => b.index - a.index);
  const spaces = honest.spaces.map((head) => (head === longest ? { ...head, index: head.index - 1 } : head));
  return encodeCbor({ ...honest, spaces });
}

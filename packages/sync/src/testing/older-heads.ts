/**
 * For a lying line in a browser: answers as bytes, in which the log of the group is one control record shorter than it was.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import { encodeCbor, decodeCbor } from '@obhut/protocol/cbor.ts';
import { decodeRecord } from '@obhut/protocol/records.ts';
import { schemas } from '../transport/wire.ts';

export class OlderHeads {
  #group: string | null = null;

  /** Request and answer of a `space/log`: learns which space is the group. */
  hear(request: Uint8Array, answer: Uint8Array): void {
    const { space } = decodeCbor(schemas['space/log'].request, new Uint8Array(request));
    const [first] = decodeCbor(schemas['space/log'].response, new Uint8Array(answer)).items;
    const body = first?.kind === 'control' ? decodeRecord(first.record).body : null;
    if (body?.type === 'genesis' && body.kind === 'group') this.#group = toHex(space);
  }

  /** The answer to a `space/list`. */
  spoil(answer: Uint8Array): Uint8Array {
    const honest = decodeCbor(schemas['space/list'].response, new Uint8Array(answer));
    const spaces = honest.spaces.map((head) =>
      toHex(head.space) === this.#group ? { ...head, index: head.index - 1 } : head,
    );
    return encodeCbor({ ...honest, spaces });
  }
}

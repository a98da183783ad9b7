/**
 * A person's own snapshot, sealed under a random key that lies in the vault as long as the snapshot counts, and no longer.
 * @module
 */
import { u32be, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { open, seal } from './aead.ts';
import { paddedLength } from './padding.ts';

/** Whose it is, and which. */
export interface SnapshotPlace {
  account: Bytes;
  institution: Bytes;
  persona: Bytes;
  tag: Bytes;
  until: number;
  /** Version of what is in it. */
  form: number;
}

const lengthBytes = 4;

function aad({ account, institution, persona, tag, until, form }: SnapshotPlace): Bytes {
  return ctx('snapshot', account, institution, persona, tag, until, form);
}

/** Padded, so that its length tells little. */
export function sealSnapshot(key: Uint8Array, place: SnapshotPlace, content: Uint8Array): Bytes {
  const plain = new Uint8Array(paddedLength(lengthBytes + content.length));
  plain.set(u32be(content.length));
  plain.set(content, lengthBytes);
  return seal(key, plain, aad(place));
}

/** Null if it was not sealed under this key for this place. */
export function openSnapshot(key: Uint8Array, place: SnapshotPlace, sealed: Uint8Array): Bytes | null {
  const plain = open(key, sealed, aad(place));
  if (plain === null || plain.length < lengthBytes) return null;
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  return lengthBytes + length > plain.length ? null : plain.slice(lengthBytes, lengthBytes + length);
}

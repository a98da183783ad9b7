/**
 * The signed core of an event, and the event as it counts once it was decrypted and verified.
 * @module
 */
import { bytes32, id, uint } from '@obhut/protocol/fields.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { EventFault } from '@obhut/protocol/event-admission.ts';
import type { Standing } from '@obhut/domain/kernel/standing.ts';
import type { FactEnvelope } from '@obhut/domain/kernel/model.ts';
import * as z from 'zod/mini';

/** protocol.md, section 6. The name of a thumbnail says of which blob it is one (docs/decisions/0032). */
export const blobRef = z.strictObject({
  id,
  key: bytes32,
  size: uint,
  hash: bytes32,
  mediaType: z.string().check(z.maxLength(100)),
  name: z.string().check(z.maxLength(300)),
});
export type BlobRef = z.infer<typeof blobRef>;

/** protocol.md, section 6: `cbor{ seen: (seq, chain), time, type, body, blobs }`. */
export const core = z.strictObject({
  seen: z.strictObject({ seq: uint, chain: bytes32 }),
  /** Milliseconds since 1970 by the author's clock. */
  time: uint,
  type: z.string().check(z.minLength(1), z.maxLength(100)),
  body: z.unknown(),
  blobs: z.array(blobRef).check(z.maxLength(100)),
});
export type Core = z.infer<typeof core>;

export interface Fact {
  fact: FactEnvelope;
  standing: Standing;
  /** The files that belong to it, with their keys. */
  blobs: readonly BlobRef[];
}

/** Why an event does not count. Its author is named; the space goes on. */
export const rejections = [
  'epoch',
  'bucket',
  'expiry',
  'old-head',
  'right',
  'key',
  'form',
  'signature',
  'seen',
] as const satisfies readonly (EventFault | 'key' | 'form' | 'signature' | 'seen')[];
export type Rejection = (typeof rejections)[number];

export interface Rejected {
  seq: number;
  author: Bytes;
  why: Rejection;
}

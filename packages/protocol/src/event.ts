/**
 * An event as everyone may see it: the fields beside the ciphertext, all of them authenticated by it (protocol.md, section 6).
 * @module
 */
import * as z from 'zod/mini';
import type { Bytes } from './bytes.ts';
import { ctx } from './ctx.ts';
import { bytes32, bytesBetween, day, id, uint } from './fields.ts';

export const eventVersion = 1;
const mostEventBytes = 262_144;

export const notifications = ['none', 'normal', 'urgent'] as const;

/** Without space and seq, which its place gives. */
export const eventFields = {
  version: z.literal(eventVersion),
  epoch: uint,
  bucket: id,
  event: id,
  /** The last day on which it counts; 0: while the space lasts. */
  expiry: day,
  notify: z.enum(notifications),
  /** The last control record before it: index and hash. */
  index: uint,
  hash: bytes32,
  author: id,
  /** The member space that the author acts through, at this head of its log. */
  through: z.nullable(z.strictObject({ space: id, index: uint, hash: bytes32 })),
  bytes: bytesBetween(1, mostEventBytes),
} as const;

const sealedEvent = z.strictObject(eventFields);
export type SealedEvent = z.infer<typeof sealedEvent>;
export type EventHeader = Omit<SealedEvent, 'bytes'>;

/** What the ciphertext and, by its hash, the author's signature bind. */
export function eventAad(institution: Bytes, space: Bytes, event: EventHeader): Bytes {
  const through = event.through;
  return ctx(
    'event',
    event.version,
    institution,
    space,
    event.epoch,
    event.bucket,
    event.event,
    event.expiry,
    event.notify,
    event.index,
    event.hash,
    event.author,
    through === null ? null : ctx('through', through.space, through.index, through.hash),
  );
}

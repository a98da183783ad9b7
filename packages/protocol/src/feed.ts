/**
 * What is read back: items of a space in the order of `seq`, and of all readable spaces in the order of `position`.
 * @module
 */
import * as z from 'zod/mini';
import { eventFields } from './event.ts';
import { bytes32, bytesBetween, day, id, uint } from './fields.ts';
import { hash } from './hash.ts';
import { mostRecordBytes } from './records.ts';

export const logItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('control'), seq: uint, index: uint, record: bytesBetween(1, mostRecordBytes) }),
  z.strictObject({ kind: z.literal('event'), seq: uint, ...eventFields }),
  /** What a deleted event leaves: enough for the chain, nothing to read. `hash` is that of its bytes. */
  z.strictObject({ kind: z.literal('gone'), seq: uint, author: id, expiry: day, hash: bytes32 }),
]);
export type LogItem = z.infer<typeof logItem>;

/** How many bytes of content an item carries. */
export function contentLength(item: LogItem): number {
  if (item.kind === 'gone') return 0;
  return item.kind === 'control' ? item.record.length : item.bytes.length;
}

/** What is left of an event when its ciphertext is deleted. */
export function goneOf(event: Extract<LogItem, { kind: 'event' }>): Extract<LogItem, { kind: 'gone' }> {
  const { seq, author, expiry, bytes } = event;
  return { kind: 'gone', seq, author, expiry, hash: hash(bytes) };
}

/** `position` counts everything of the institution in the order in which it was committed. */
export const feedItem = z.strictObject({ position: uint, space: id, item: logItem });
export type FeedItem = z.infer<typeof feedItem>;

/** The client's first frame on the live connection. */
export const liveHello = z.strictObject({ token: z.string().check(z.maxLength(128)), after: uint });

/** The server's frames: what came, coalesced; or that there is too much to push, so that the client reads the feed. */
export const liveFrame = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('items'), items: z.array(feedItem) }),
  z.strictObject({ kind: z.literal('fetch') }),
]);
export type LiveFrame = z.infer<typeof liveFrame>;

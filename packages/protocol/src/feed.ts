/**
 * What is read back: items of a space in the order of `seq`, and of all readable spaces in the order of `position`.
 * @module
 */
import * as z from 'zod/mini';
import { eventFields } from './event.ts';
import { bytesBetween, id, uint } from './fields.ts';
import { mostRecordBytes } from './records.ts';

export const logItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('control'), seq: uint, index: uint, record: bytesBetween(1, mostRecordBytes) }),
  z.strictObject({ kind: z.literal('event'), seq: uint, ...eventFields }),
]);
export type LogItem = z.infer<typeof logItem>;

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

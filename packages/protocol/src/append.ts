/**
 * An append: what one request writes, over any number of spaces of an institution, all or nothing (protocol.md, section 5).
 * @module
 */
import * as z from 'zod/mini';
import { eventFields } from './event.ts';
import { bytesBetween, bytesExactly, bytesUpTo, id, uint } from './fields.ts';
import { mostRecordBytes } from './records.ts';

export const kemKeyBytes = 1216;
/** Parts of a request, and items of a part. */
const mostParts = 512;
const mostItems = 4096;

const item = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('control'), record: bytesBetween(1, mostRecordBytes) }),
  z.strictObject({ kind: z.literal('event'), ...eventFields }),
  /** An epoch secret, sealed to one member; it is opened only against the `commit` of the rekey. */
  z.strictObject({ kind: z.literal('box'), epoch: uint, member: id, bytes: bytesUpTo(2048) }),
  /** A bucket key, or the KEM seed of an earlier epoch (`seedEntryId`), sealed under the keyring key of `epoch`. */
  z.strictObject({ kind: z.literal('entry'), epoch: uint, bucket: id, bytes: bytesUpTo(256) }),
  /** An X-Wing public key that a record names by its hash. */
  z.strictObject({ kind: z.literal('key'), bytes: bytesExactly(kemKeyBytes) }),
]);
export type AppendItem = z.infer<typeof item>;

export const appendPart = z.strictObject({
  space: id,
  /** The index that the next control record of the space must get. */
  index: uint,
  items: z.array(item).check(z.minLength(1), z.maxLength(mostItems)),
});
export type AppendPart = z.infer<typeof appendPart>;

export const appendRequest = z.strictObject({
  parts: z.array(appendPart).check(z.minLength(1), z.maxLength(mostParts)),
});
export type AppendRequest = z.infer<typeof appendRequest>;

/** For each part, the `seq` of each of its control records and events, in order; a repeated event gets its first. */
export const appendResult = z.strictObject({ seqs: z.array(z.array(uint)) });
export type AppendResult = z.infer<typeof appendResult>;

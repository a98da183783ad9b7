/**
 * Deleting an event before its last day (protocol.md, section 6; docs/decisions/0023). The id of the event that deletes says of what it is one,
 * so the server can tell, and no member can have anything deleted that readers would then miss without a word.
 * @module
 */
import * as z from 'zod/mini';
import { equalBytes, type Bytes } from './bytes.ts';
import { id, uint } from './fields.ts';
import { hashCtx } from './hash.ts';

const hashBytes = 10;
const seqBytes = 6;

/** The id of the event that deletes the one at `seq`: 10 bytes of a hash, then the seq, big-endian. */
export function deletionId(space: Bytes, seq: number): Bytes {
  const id = hashCtx('deletion', space, seq).slice(0, hashBytes + seqBytes);
  for (let at = id.length - 1, rest = seq; at >= hashBytes; at--, rest = Math.floor(rest / 256)) id[at] = rest % 256;
  return id;
}

/** What the event of this id deletes; null: it is none that does. */
export function deletedSeq(space: Bytes, event: Bytes): number | null {
  let seq = 0;
  for (const byte of event.subarray(hashBytes)) seq = seq * 256 + byte;
  return equalBytes(deletionId(space, seq), event) ? seq : null;
}

export interface Deletable {
  seq: number;
  author: Bytes;
  expiry: number;
}

/** Whether one event may delete another that is none that deletes itself. `isAdmin`: the deletion's author, in this space. */
export function mayDelete(deletion: Deletable, isAdmin: boolean, target: Deletable): boolean {
  if (deletion.seq <= target.seq) return false;
  if (!isAdmin && !equalBytes(deletion.author, target.author)) return false;
  return deletion.expiry === 0 || (target.expiry !== 0 && deletion.expiry >= target.expiry);
}

/** To be called when the deletion stands. `blobs`: those that the event named. */
export const deleteRequest = z.strictObject({ space: id, seq: uint, blobs: z.array(id).check(z.maxLength(100)) });

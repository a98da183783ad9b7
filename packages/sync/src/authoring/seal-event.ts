/**
 * Sealing an event at the head of a space (protocol.md, section 6).
 * @module
 */
import { sealEvent } from '@obhut/crypto/envelope.ts';
import { eventKey } from '@obhut/crypto/keys.ts';
import type { AppendItem } from '@obhut/protocol/append.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { eventAad, eventVersion, type EventHeader } from '@obhut/protocol/event.ts';
import { currentEpoch, headHash, headIndex, type Bucket, type Logs, type SpaceState } from '@obhut/protocol/state.ts';
import type { Institution } from '../institution.ts';
import type { BlobRef, Core } from '../space/fact.ts';
import { bucketEnd } from './quarter.ts';

/** What is to be said; `id` is chosen once, so that sealing again after a conflict says it once. */
export interface Utterance {
  id: Bytes;
  type: string;
  body: unknown;
  /** Milliseconds since 1970. */
  time: number;
  expiry: number;
  notify: EventHeader['notify'];
  /** Files that the server has already. */
  blobs?: BlobRef[] | undefined;
}

/** The bucket of the current epoch in which this expiry belongs. */
export function bucketFor(state: SpaceState, expiry: number): Bucket | null {
  const until = bucketEnd(expiry);
  const epoch = currentEpoch(state)?.epoch;
  for (const bucket of state.buckets.values()) {
    if (bucket.epoch === epoch && bucket.until === until) return bucket;
  }
  return null;
}

function throughHead(logs: Logs, space: Bytes | null): EventHeader['through'] {
  const log = space === null ? undefined : logs(space);
  return log === undefined ? null : { space: log.space, index: headIndex(log), hash: headHash(log) };
}

/** Throws RangeError where no bucket or no right is at hand: both are made sure of before. */
export function sealUtterance(
  institution: Institution,
  state: SpaceState,
  logs: Logs,
  bucketKey: (id: Bytes) => Bytes | null,
  seen: Core['seen'],
  utterance: Utterance,
  day: number,
): Extract<AppendItem, { kind: 'event' }> {
  const bucket = bucketFor(state, utterance.expiry);
  const key = bucket === null ? null : bucketKey(bucket.id);
  const way = institution.way(state, day, logs);
  if (bucket === null || key === null || way === null) throw new RangeError('no bucket, key or right to write here');
  const header: EventHeader = {
    version: eventVersion,
    epoch: bucket.epoch,
    bucket: bucket.id,
    event: utterance.id,
    expiry: utterance.expiry,
    notify: utterance.notify,
    index: headIndex(state),
    hash: headHash(state),
    author: institution.self.id,
    through: throughHead(logs, way.through),
  };
  const { time, type, body, blobs = [] } = utterance;
  const core: Core = { seen, time, type, body, blobs };
  const to = {
    aad: eventAad(institution.id, state.space, header),
    eventKey: eventKey(key, state.space, bucket.epoch, bucket.id),
    sign: institution.self.keys.sign,
  };
  return { kind: 'event', ...header, bytes: sealEvent(to, encodeCbor(core)) };
}

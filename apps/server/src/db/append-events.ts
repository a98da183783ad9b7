/**
 * The SQL function `append_events`: many events of many authors in one call.
 * @module
 */
import { concat, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { SealedEvent } from '@obhut/protocol/event.ts';
import { rows, uuids, type Db } from './query.ts';

export interface EventRow {
  institution: Bytes;
  space: Bytes;
  event: SealedEvent;
}

export type EventOutcome =
  | { outcome: 'stored'; seq: number; position: number }
  | { outcome: 'repeated'; seq: number; position: null }
  | { outcome: 'conflict' | 'not-found'; seq: null; position: null };

const none = new Uint8Array(32);

/** Spaces are locked in this order; rows of one author stay as they came. */
export function lockOrder(row: EventRow): string {
  return toHex(row.institution) + toHex(row.space) + toHex(row.event.author);
}

/** `events`: in {@link lockOrder}, no (space, author, event) twice. The outcomes come in the same order. */
export async function appendEvents(db: Db, day: number, events: readonly EventRow[]): Promise<EventOutcome[]> {
  const text = `SELECT outcome, seq, position FROM append_events($1, $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::integer[],
    $7::bigint[], $8::uuid[], $9::integer[], $10::text[], $11::smallint[], $12::uuid[], $13::bigint[], $14, $15, $16::integer[], $17)`;
  const values = [
    day,
    uuids(events.map((row) => row.institution)),
    uuids(events.map((row) => row.space)),
    uuids(events.map((row) => row.event.author)),
    uuids(events.map((row) => row.event.event)),
    events.map((row) => row.event.index),
    events.map((row) => row.event.epoch),
    uuids(events.map((row) => row.event.bucket)),
    events.map((row) => row.event.expiry),
    events.map((row) => row.event.notify),
    events.map((row) => row.event.version),
    uuids(events.map((row) => row.event.through?.space ?? null)),
    events.map((row) => row.event.through?.index ?? null),
    concat(...events.map((row) => row.event.hash)),
    concat(...events.map((row) => row.event.through?.hash ?? none)),
    events.map((row) => row.event.bytes.length),
    concat(...events.map((row) => row.event.bytes)),
  ];
  return rows<EventOutcome>(db, text, values, 'append');
}

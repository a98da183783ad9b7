/**
 * The SQL function `append_events`: many events of many authors in one call.
 * @module
 */
import { concat, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { SealedEvent } from '@obhut/protocol/event.ts';
import { int2Array, int4Array, int8Array, textArray, uuidArray } from './binary-arrays.ts';
import { rows, type Db } from './query.ts';

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

/** One author's events in one space; rows are counted from 1. */
interface Group {
  order: string;
  row: EventRow;
  first: number;
  last: number;
}

function groupsOf(events: readonly EventRow[]): Group[] {
  const groups: Group[] = [];
  for (const [i, row] of events.entries()) {
    const order = lockOrder(row);
    const group = groups.at(-1);
    if (group?.order === order) group.last = i + 1;
    else groups.push({ order, row, first: i + 1, last: i + 1 });
  }
  return groups;
}

/** Where each byte string begins when they lie one after another, counted from 1. */
function offsetsOf(parts: readonly Uint8Array[]): number[] {
  let at = 1;
  return parts.map(({ length }) => (at += length) - length);
}

/** `events`: in {@link lockOrder}, no (space, author, event) twice. The outcomes come in the same order. */
export async function appendEvents(db: Db, day: number, events: readonly EventRow[]): Promise<EventOutcome[]> {
  const text = `SELECT outcome, seq, position FROM append_events($1, $2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::integer[],
    $7::uuid[], $8::integer[], $9::bigint[], $10::uuid[], $11::integer[], $12::text[], $13::smallint[], $14::uuid[], $15::bigint[],
    $16, $17, $18::integer[], $19::integer[], $20)`;
  const groups = groupsOf(events);
  const bodies = events.map(({ event }) => event.bytes);
  const values = [
    day,
    uuidArray(groups.map(({ row }) => row.institution)),
    uuidArray(groups.map(({ row }) => row.space)),
    uuidArray(groups.map(({ row }) => row.event.author)),
    int4Array(groups.map(({ first }) => first)),
    int4Array(groups.map(({ last }) => last)),
    uuidArray(events.map(({ event }) => event.event)),
    int4Array(events.map(({ event }) => event.index)),
    int8Array(events.map(({ event }) => event.epoch)),
    uuidArray(events.map(({ event }) => event.bucket)),
    int4Array(events.map(({ event }) => event.expiry)),
    textArray(events.map(({ event }) => event.notify)),
    int2Array(events.map(({ event }) => event.version)),
    uuidArray(events.map(({ event }) => event.through?.space ?? null)),
    int8Array(events.map(({ event }) => event.through?.index ?? null)),
    concat(...events.map(({ event }) => event.hash)),
    concat(...events.map(({ event }) => event.through?.hash ?? none)),
    int4Array(offsetsOf(bodies)),
    int4Array(bodies.map(({ length }) => length)),
    concat(...bodies),
  ];
  return rows<EventOutcome>(db, text, values, 'append');
}

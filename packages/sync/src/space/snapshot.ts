/**
 * One space as a device had verified it, so that the person's devices go on from there: its control records, which are folded anew, the chain, and
 * the events that count. No key of the space is in it (docs/decisions/0020).
 * @module
 */
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { bytesUpTo, day, id, uint } from '@obhut/protocol/fields.ts';
import { roles } from '@obhut/protocol/kinds.ts';
import * as z from 'zod/mini';
import type { Deletable } from '@obhut/protocol/deletion.ts';
import { filesOf } from '../blobs/parts.ts';
import type { Word } from './deletions.ts';
import { blobRef, rejections, type Fact } from './fact.ts';
import type { Replica } from './replica.ts';

/** Where there is nothing to say more than that something was there: its place, author and last day. */
const living = z.strictObject({ seq: uint, author: id, expiry: day });

const standing = z.strictObject({
  persona: z.string(),
  class: z.enum(['staff', 'guardian', 'carrier', 'device']),
  through: z.enum(['leadership', 'team', 'day', 'none']),
  role: z.enum(roles),
  space: z.strictObject({ id: z.string(), kind: z.string() }),
});

/** Seq, number of the type, number of the standing, time, expiry, id, body, files with their keys. The author is the standing's. */
const fact = z.tuple([uint, uint, uint, uint, day, id, z.unknown(), z.array(blobRef)]);

export const spaceSnapshot = z.strictObject({
  space: id,
  access: z.enum(['full', 'control']),
  /** UTC day, by the device's clock, on which what was over had left it. */
  day,
  seq: uint,
  chain: bytesUpTo(Infinity),
  records: z.array(z.strictObject({ seq: uint, record: bytesUpTo(1_048_576) })),
  /** Heads of other logs when the space was last read to its end. */
  heads: z.array(z.strictObject({ space: id, index: uint })),
  types: z.array(z.string()),
  standings: z.array(standing),
  facts: z.array(fact),
  /** Events that are not over, beside the facts. */
  others: z.array(living),
  /** Author and id of what does not count again, beside the facts. */
  counted: z.array(z.string()),
  words: z.array(z.strictObject({ named: uint, deletion: living, isAdmin: z.boolean() })),
  rejected: z.array(z.strictObject({ seq: uint, author: id, why: z.enum(rejections) })),
});
export type SpaceSnapshot = z.infer<typeof spaceSnapshot>;

type Columns = Pick<SpaceSnapshot, 'types' | 'standings' | 'facts'>;

/** Number of a value in a list that grows. */
function numbering<Value>(list: Value[]): (key: string, value: Value) => number {
  const numbers = new Map<string, number>();
  return (key, value) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, list.length);
    list.push(value);
    return list.length - 1;
  };
}

function columnsOf(facts: readonly Fact[]): Columns {
  const columns: Columns = { types: [], standings: [], facts: [] };
  const [typeNumber, standingNumber] = [numbering(columns.types), numbering(columns.standings)];
  for (const { fact, standing, blobs } of facts) {
    const { persona, class: as, through, role } = standing;
    const of = standingNumber(`${persona} ${as} ${through} ${role}`, standing);
    const { seq, type, time, expiry, id, body } = fact;
    columns.facts.push([seq, typeNumber(type, type), of, time, expiry, fromHex(id), body, [...blobs]]);
  }
  return columns;
}

/** Throws RangeError for numbers of what is in no list. */
export function factsOf({ types, standings, facts }: Columns): Fact[] {
  return facts.map(([seq, typeNumber, standingNumber, time, expiry, id, body, blobs]) => {
    const [type, standing] = [types[typeNumber], standings[standingNumber]];
    if (type === undefined || standing === undefined) throw new RangeError('a number of nothing in a snapshot');
    const { persona: author } = standing;
    return { fact: { id: toHex(id), seq, type, body, author, time, expiry, files: filesOf(blobs) }, standing, blobs };
  });
}

interface Parts {
  replica: Pick<Replica, 'space' | 'access' | 'seq' | 'records' | 'knownHeads' | 'facts' | 'rejected'>;
  today: number;
  chain: Bytes;
  living: readonly Deletable[];
  counted: readonly string[];
  words: Word[];
}

export function snapshotOf({ replica, today, chain, living, counted, words }: Parts): SpaceSnapshot {
  const { space, access, seq, records, knownHeads, facts, rejected } = replica;
  const seqs = new Set(facts.map(({ fact }) => fact.seq));
  const ids = new Set(facts.map(({ fact }) => `${fact.author} ${fact.id}`));
  return {
    space,
    access,
    day: today,
    seq,
    chain: access === 'full' ? chain : new Uint8Array(),
    records: [...records],
    heads: [...knownHeads].map(([hex, index]) => ({ space: fromHex(hex), index })),
    ...columnsOf(facts),
    others: living.filter((each) => !seqs.has(each.seq)),
    counted: counted.filter((key) => !ids.has(key)),
    words,
    rejected: [...rejected],
  };
}

/** The earliest last day of anything in it; 0: nothing in it ends. */
export function endOf({ facts }: Pick<SpaceSnapshot, 'facts'>): number {
  const days = facts.flatMap(([, , , , expiry]) => (expiry === 0 ? [] : [expiry]));
  return days.reduce((least, each) => (least === 0 ? each : Math.min(least, each)), 0);
}

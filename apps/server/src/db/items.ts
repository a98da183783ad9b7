/**
 * Table `items`: everything that was ever appended, in the order of each space and of the institution.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import type { ItemKind } from '@obhut/protocol/chain.ts';
import { eventVersion, type SealedEvent } from '@obhut/protocol/event.ts';
import type { FeedItem, LogItem } from '@obhut/protocol/feed.ts';
import { rows, run, uuids, type Db } from './query.ts';

/** One item at its place. */
export interface Placed {
  space: Bytes;
  seq: number;
  position: number;
  author: Bytes;
  chain: Bytes;
  content: { kind: 'control'; index: number; record: Bytes } | ({ kind: 'event' } & SealedEvent);
}

interface ItemRow {
  space: Bytes;
  seq: number;
  position: number;
  kind: ItemKind;
  author: Bytes;
  index: number;
  expiry: number;
  event: Bytes | null;
  epoch: number | null;
  bucket: Bytes | null;
  notify: SealedEvent['notify'] | null;
  hash: Bytes | null;
  through: Bytes | null;
  throughIndex: number | null;
  throughHash: Bytes | null;
  /** Null: deleted, and its hash is what is left. */
  bytes: Bytes | null;
  gone: Bytes | null;
  [column: string]: unknown;
}

const columns = `space_id AS space, seq, position, kind, author_id AS author, control_index AS index, expiry, event_id AS event, epoch,
  bucket_id AS bucket, notify, control_hash AS hash, through_id AS through, through_index AS "throughIndex", through_hash AS "throughHash", bytes, gone_hash AS gone`;

function throughOf(row: ItemRow): SealedEvent['through'] {
  const { through, throughIndex, throughHash } = row;
  if (through === null || throughIndex === null || throughHash === null) return null;
  return { space: through, index: throughIndex, hash: throughHash };
}

function itemOf(row: ItemRow): LogItem {
  const { seq, index, event, epoch, bucket, notify, hash, author, expiry, bytes, gone } = row;
  if (gone !== null) return { kind: 'gone', seq, author, expiry, hash: gone };
  if (bytes === null) throw new TypeError('an item without its bytes');
  if (row.kind === 'control') return { kind: 'control', seq, index, record: bytes };
  if (event === null || epoch === null || bucket === null || notify === null || hash === null) {
    throw new TypeError('an event without its header');
  }
  const through = throughOf(row);
  return {
    kind: 'event',
    seq,
    version: eventVersion,
    epoch,
    bucket,
    event,
    expiry,
    notify,
    index,
    hash,
    author,
    through,
    bytes,
  };
}

export async function insertItem(db: Db, institution: Bytes, item: Placed): Promise<void> {
  const { content } = item;
  const event = content.kind === 'event' ? content : null;
  const text = `INSERT INTO items (institution_id, space_id, seq, position, kind, author_id, control_index, chain, expiry, event_id, version,
      epoch, bucket_id, notify, control_hash, through_id, through_index, through_hash, bytes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`;
  const values = [
    institution,
    item.space,
    item.seq,
    item.position,
    content.kind,
    item.author,
    content.index,
    item.chain,
    event?.expiry ?? 0,
    event?.event ?? null,
    event?.version ?? null,
    event?.epoch ?? null,
    event?.bucket ?? null,
    event?.notify ?? null,
    event?.hash ?? null,
    event?.through?.space ?? null,
    event?.through?.index ?? null,
    event?.through?.hash ?? null,
    content.kind === 'event' ? content.bytes : content.record,
  ];
  await run(db, text, values);
}

/**
 * What `where` finds, in order: at most $4, and of them what begins within $5 bytes of content, so that the one too many shows that there are
 * more. The database cuts it: what does not fit is never read.
 */
function page(where: string, order: 'seq' | 'position'): string {
  return `SELECT ${columns} FROM (
      SELECT *, sum(octet_length(bytes)) OVER (ORDER BY ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ahead
      FROM (SELECT * FROM items WHERE ${where} ORDER BY ${order} LIMIT $4) AS first
    ) AS counted WHERE coalesce(ahead, 0) <= $5 ORDER BY ${order}`;
}

const logPage = page('institution_id = $1 AND space_id = $2 AND seq > $3', 'seq');
const inFeed = 'institution_id = $1 AND position > $2 AND position <= $3';
const feedPages = {
  all: page(inFeed, 'position'),
  control: page(`${inFeed} AND kind = 'control'`, 'position'),
};

/** Of one page: items, and bytes of content. */
export interface PageLimits {
  items: number;
  bytes: number;
}

/** Items with a greater seq, in order; one more than the limits shows that there are more. */
export async function readLog(
  db: Db,
  institution: Bytes,
  space: Bytes,
  after: number,
  limits: PageLimits,
): Promise<LogItem[]> {
  const values = [institution, space, after, limits.items + 1, limits.bytes];
  return (await rows<ItemRow>(db, logPage, values, 'log')).map(itemOf);
}

/** Everything that the caller may read with `after` < position <= `upTo`, or of it the control records, in order; one more than the limits shows that there are more. */
export async function readFeed(
  db: Db,
  institution: Bytes,
  after: number,
  upTo: number,
  limits: PageLimits,
  which: keyof typeof feedPages,
): Promise<FeedItem[]> {
  const values = [institution, after, upTo, limits.items + 1, limits.bytes];
  const found = await rows<ItemRow>(db, feedPages[which], values, `feed-${which}`);
  return found.map((row) => ({ position: row.position, space: row.space, item: itemOf(row) }));
}

/** Control records of a log from `index` on, in order. */
export async function readRecords(db: Db, institution: Bytes, space: Bytes, index: number): Promise<Bytes[]> {
  const text = `SELECT bytes FROM items
    WHERE institution_id = $1 AND space_id = $2 AND kind = 'control' AND control_index >= $3 ORDER BY control_index`;
  return (await rows<{ bytes: Bytes }>(db, text, [institution, space, index], 'records')).map((row) => row.bytes);
}

/** The chain's value after `seq`; null beyond the end. */
export async function chainAt(db: Db, institution: Bytes, space: Bytes, seq: number): Promise<Bytes | null> {
  const text = 'SELECT chain FROM items WHERE institution_id = $1 AND space_id = $2 AND seq = $3';
  return (await rows<{ chain: Bytes }>(db, text, [institution, space, seq]))[0]?.chain ?? null;
}

/** The seqs of those of the author's events that stand in the space already. */
export async function seqsOfEvents(
  db: Db,
  institution: Bytes,
  space: Bytes,
  author: Bytes,
  events: readonly Bytes[],
): Promise<{ event: Bytes; seq: number }[]> {
  const text = `SELECT event_id AS event, seq FROM items
    WHERE institution_id = $1 AND space_id = $2 AND author_id = $3 AND event_id = ANY ($4::uuid[])`;
  return rows<{ event: Bytes; seq: number }>(db, text, [institution, space, author, uuids(events)]);
}

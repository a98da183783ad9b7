/**
 * Reading: heads, logs, the feed, and the keys beside the logs. Each call is one transaction in which only what the caller may read exists.
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { contentLength } from '@obhut/protocol/feed.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import type { Pool } from 'pg';
import { today, type Clock } from '../clock.ts';
import { isStaff, putConfirmations, readsWhole } from '../db/confirmations.ts';
import { dropAsk, putAsk, readAsks } from '../db/asks.ts';
import { readBoxes, readBoxesOf } from '../db/boxes.ts';
import { readEntries, readEntriesOf } from '../db/entries.ts';
import { readInstitution } from '../db/institutions.ts';
import { chainAt, readFeed, readLog, type PageLimits } from '../db/items.ts';
import { readKemKeys } from '../db/kem-keys.ts';
import { asPersona, meaningOf, type Db, type Who } from '../db/query.ts';
import { controlCounts, listSpaces, readsAnything } from '../db/spaces.ts';

/** A page's size is bounded by what it carries too; what is left comes with the next. */
const mostPageBytes = 8_388_608;

function firstPage<Item>(items: readonly Item[], limits: PageLimits, lengthOf: (item: Item) => number): Item[] {
  let bytes = 0;
  let count = 0;
  for (const item of items.slice(0, limits.items)) {
    bytes += lengthOf(item);
    if (count > 0 && bytes > limits.bytes) break;
    count++;
  }
  return items.slice(0, count);
}

interface Place {
  space: Bytes;
  epoch: number;
}

function isAt(row: Place, { space, epoch }: Place): boolean {
  return row.epoch === epoch && equalBytes(row.space, space);
}

export class Reader {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  #as<Result>(who: Who, work: (db: Db) => Promise<Result>): Promise<Result> {
    return asPersona(this.#pool, who, today(this.#clock), work);
  }

  /** The position is read first: what comes in between is in the heads too, and in the feed again. */
  spaces(who: Who): Promise<ResponseOf<'space/list'>> {
    return this.#as(who, async (db) => {
      const institution = await readInstitution(db, who.institution);
      if (institution === undefined) return { spaces: [], position: 0 };
      return { spaces: await listSpaces(db, who.institution), position: institution.position };
    });
  }

  log(who: Who, { space, after, limit }: RequestOf<'space/log'>): Promise<ResponseOf<'space/log'>> {
    return this.#as(who, async (db) => {
      await this.#assertReadable(db, who, space);
      const limits = { items: limit, bytes: mostPageBytes };
      const found = await readLog(db, who.institution, space, after, limits);
      const items = firstPage(found, limits, contentLength);
      return { items, more: items.length < found.length };
    });
  }

  /** Of a space of which the caller reads the control log alone there is none. */
  chain(who: Who, { space, seq }: RequestOf<'space/chain'>): Promise<ResponseOf<'space/chain'>> {
    return this.#as(who, async (db) => {
      const chain = (await readsWhole(db, [{ space }])) ? await chainAt(db, who.institution, space, seq) : null;
      if (chain === null) throw new ApiError('not-found');
      return { chain };
    });
  }

  /** Positions are given out in the order of commits, so that everything up to the institution's own is there. */
  feed(
    who: Who,
    { after, limit, only }: RequestOf<'feed/read'>,
    mostBytes = mostPageBytes,
  ): Promise<ResponseOf<'feed/read'>> {
    return this.#as(who, async (db) => {
      const institution = await readInstitution(db, who.institution);
      if (institution === undefined) return { items: [], position: after, more: false };
      const limits = { items: limit, bytes: mostBytes };
      const found = await readFeed(db, who.institution, after, institution.position, limits, only ?? 'all');
      const items = firstPage(found, limits, ({ item }) => contentLength(item));
      const more = items.length < found.length;
      const last = more ? (items.at(-1)?.position ?? after) : Math.max(after, institution.position);
      return { items, position: last, more };
    });
  }

  boxes(who: Who, { space, epoch }: RequestOf<'space/boxes'>): Promise<ResponseOf<'space/boxes'>> {
    return this.#as(who, async (db) => {
      await this.#assertReadable(db, who, space);
      return { boxes: await readBoxes(db, who.institution, space, epoch) };
    });
  }

  entries(who: Who, { space, epoch }: RequestOf<'space/entries'>): Promise<ResponseOf<'space/entries'>> {
    return this.#as(who, async (db) => {
      await this.#assertReadable(db, who, space);
      return { entries: await readEntries(db, who.institution, space, epoch) };
    });
  }

  keysOf(who: Who, { places }: RequestOf<'space/keys'>): Promise<ResponseOf<'space/keys'>> {
    return this.#as(who, async (db) => {
      const spaces = places.map(({ space }) => space);
      const readable = new Set((await controlCounts(db, who.institution, spaces)).map(({ space }) => toHex(space)));
      const asked = places.filter(({ space }) => readable.has(toHex(space)));
      const boxes = await readBoxesOf(db, who.institution, asked);
      const entries = await readEntriesOf(db, who.institution, asked);
      const keys = asked.map((place) => ({
        ...place,
        boxes: boxes
          .filter((row) => isAt(row, place))
          .map(({ member, uploader, bytes }) => ({ member, uploader, bytes })),
        entries: entries
          .filter((row) => isAt(row, place))
          .map(({ bucket, uploader, bytes }) => ({ bucket, uploader, bytes })),
      }));
      return { keys };
    });
  }

  keys(who: Who, { hashes }: RequestOf<'key/read'>): Promise<ResponseOf<'key/read'>> {
    return this.#as(who, async (db) => ({ keys: await readKemKeys(db, who.institution, hashes) }));
  }

  /** Only of a space that is read as a whole; another looks like one that does not exist. */
  async ask(who: Who, { space, epoch, need }: RequestOf<'key/ask'>): Promise<void> {
    try {
      await this.#as(who, async (db) => {
        await this.#assertReadable(db, who, space);
        if (need === 'nothing') await dropAsk(db, who, space);
        else await putAsk(db, who, { space, epoch, need }, today(this.#clock));
      });
    } catch (error) {
      throw meaningOf(error);
    }
  }

  asks(who: Who): Promise<ResponseOf<'key/asks'>> {
    return this.#as(who, async (db) => ({ asks: await readAsks(db, who, today(this.#clock)) }));
  }

  async confirm(who: Who, { places }: RequestOf<'key/confirm'>): Promise<void> {
    try {
      await this.#as(who, async (db) => {
        if (!(await readsWhole(db, places))) throw new ApiError('not-found');
        if (!(await isStaff(db))) throw new ApiError('refused', 'right');
        await putConfirmations(db, who, places, today(this.#clock));
      });
    } catch (error) {
      throw meaningOf(error);
    }
  }

  /** Where the institution's feed stands. */
  position(who: Who): Promise<number> {
    return this.#as(who, async (db) => (await readInstitution(db, who.institution))?.position ?? 0);
  }

  isMember(who: Who): Promise<boolean> {
    return this.#as(who, readsAnything);
  }

  /** A space that the caller may not read looks like one that does not exist. */
  async #assertReadable(db: Db, who: Who, space: Bytes): Promise<void> {
    if ((await controlCounts(db, who.institution, [space])).length === 0) throw new ApiError('not-found');
  }
}

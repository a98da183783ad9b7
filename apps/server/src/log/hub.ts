/**
 * Live connections: each first catches up from the feed, then gets what is committed, until its session or its last membership ends.
 * @module
 */
import { equalBytes, toHex } from '@obhut/protocol/bytes.ts';
import type { AccessLog } from '../audit/access-log.ts';
import { today, type Clock } from '../clock.ts';
import type { Who } from '../db/query.ts';
import type { Tokens } from '../sessions/tokens.ts';
import type { Connection } from './connection.ts';
import type { Committed, FanOut } from './fan-out.ts';
import type { Reader } from './feed.ts';
import { Readers } from './readers.ts';
import { Room } from './room.ts';
import type { States } from './states.ts';

/** Close codes of our own (RFC 6455, section 7.4.2). */
export const closeCode = { unauthenticated: 4401, ended: 4403, busy: 4429 } as const;

/** Of what a connection catches up with: one page at a time waits for whoever reads slowly, or never. */
const page = { items: 500, bytes: 262_144 };
const sweepMs = 60_000;
const mostPerPersona = 32;

interface Place {
  room: Room;
  /** Resolves when it is known where the feed stood when the room opened. */
  begun: Promise<void>;
}

export interface HubParts {
  states: States;
  clock: Clock;
  fanOut: FanOut;
  reader: Reader;
  tokens: Tokens<Who>;
  log: AccessLog;
  /** Told of what went wrong where nobody waits for it. */
  failed: (error: unknown) => void;
}

export class Hub {
  readonly #clock: Clock;
  readonly #reader: Reader;
  readonly #tokens: Tokens<Who>;
  readonly #log: AccessLog;
  readonly #readers: Readers;
  readonly #places = new Map<string, Place>();
  readonly #failed: (error: unknown) => void;
  readonly #unsubscribe: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor({ states, clock, fanOut, reader, tokens, log, failed }: HubParts) {
    this.#failed = failed;
    this.#clock = clock;
    this.#reader = reader;
    this.#tokens = tokens;
    this.#log = log;
    this.#readers = new Readers(states);
    this.#unsubscribe = fanOut.subscribe((batch) => this.#committed(batch));
    this.#timer = setInterval(() => void this.sweep().catch(failed), sweepMs).unref();
  }

  /** Resolves when the connection is live. Rejects if it could not catch up. */
  async join(connection: Connection, requestId: string): Promise<void> {
    const { who } = connection;
    if (!(await this.#reader.isMember(who))) {
      connection.close(closeCode.ended);
      return;
    }
    const place = this.#place(who);
    const others = [...place.room.connections].filter((other) => other.reader === connection.reader);
    if (others.length >= mostPerPersona) others[0]?.close(closeCode.busy);
    place.room.connections.add(connection);
    await this.#log.record(who, [{ space: null, call: 'live/open', bytes: 0, requestId }]);
    await place.begun;
    for (let more = true; more && place.room.connections.has(connection);) {
      const read = await this.#reader.feed(who, { after: connection.position, limit: page.items }, page.bytes);
      await connection.page(read.items, read.position);
      more = read.more;
    }
    connection.live();
  }

  /** To be called once a connection has ended, for whatever reason. */
  async leave(connection: Connection, requestId: string): Promise<void> {
    const key = toHex(connection.who.institution);
    const place = this.#places.get(key);
    if (place === undefined || !place.room.connections.delete(connection)) return;
    if (place.room.connections.size === 0) {
      place.room.close();
      this.#places.delete(key);
    }
    await this.#log.record(connection.who, [{ space: null, call: 'live/close', bytes: 0, requestId }]);
  }

  /** Ends the connections whose session is over or whose persona is a member of nothing any more. */
  async sweep(): Promise<void> {
    for (const { room } of this.#places.values()) {
      for (const connection of room.connections) await this.#check(connection);
    }
  }

  /** The same for the connections of one, at once. */
  async check({ institution, persona }: Who): Promise<void> {
    const room = this.#places.get(toHex(institution))?.room;
    const theirs = [...(room?.connections ?? [])].filter(({ who }) => equalBytes(who.persona, persona));
    for (const connection of theirs) await this.#check(connection);
  }

  get count(): number {
    return [...this.#places.values()].reduce((sum, { room }) => sum + room.connections.size, 0);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#unsubscribe();
    for (const { room } of this.#places.values()) {
      room.close();
      for (const connection of room.connections) connection.close(1001);
    }
  }

  async #check(connection: Connection): Promise<void> {
    const who = await this.#tokens.owner(connection.token, false);
    if (who === undefined) connection.close(closeCode.unauthenticated);
    else if (!(await this.#reader.isMember(who))) connection.close(closeCode.ended);
  }

  #place(who: Who): Place {
    const key = toHex(who.institution);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const room = new Room(who.institution, this.#readers);
    const begun = this.#reader.position(who).then((position) => room.begin(position, today(this.#clock)));
    const place = { room, begun };
    this.#places.set(key, place);
    return place;
  }

  #committed(batch: readonly Committed[]): void {
    for (const { institution, items, left } of batch) {
      const room = this.#places.get(toHex(institution))?.room;
      if (room === undefined) continue;
      room.take(items, today(this.#clock));
      for (const connection of room.connections) {
        if (left.some((id) => equalBytes(id, connection.who.persona))) void this.#check(connection).catch(this.#failed);
      }
    }
  }
}

/**
 * Appends. A single event takes the queue; everything else is admitted inside one transaction that holds its spaces.
 * @module
 */
import { admit } from '@obhut/protocol/admission.ts';
import type { AppendPart, AppendRequest, AppendResult } from '@obhut/protocol/append.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { eventRefusal } from '@obhut/protocol/event-refusal.ts';
import type { SealedEvent } from '@obhut/protocol/event.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import type { FeedItem } from '@obhut/protocol/feed.ts';
import type { Pool } from 'pg';
import { seqsOfEvents } from '../db/items.ts';
import { asPersona, meaningOf, setContext, transaction, type Db, type Who } from '../db/query.ts';
import { controlCounts, lockSpaces, type Head } from '../db/spaces.ts';
import { today, type Clock } from '../clock.ts';
import { AppendLanes } from './append-lanes.ts';
import type { Stored } from './append-queue.ts';
import type { Committed, FanOut } from './fan-out.ts';
import { groundOf, spacesNamed } from './ground.ts';
import type { Root, States } from './states.ts';
import { store, type StoredAppend } from './store.ts';

/** Appends that met each other are tried again this often. */
const mostTries = 4;

type EventItem = Extract<AppendPart['items'][number], { kind: 'event' }>;

function onlyEvent(request: AppendRequest): { part: AppendPart; event: EventItem } | null {
  const [part] = request.parts;
  const [event] = part?.items ?? [];
  if (request.parts.length !== 1 || part?.items.length !== 1 || event?.kind !== 'event') return null;
  return { part, event };
}

function refusalOf(error: unknown): ApiError | null {
  const meaning = meaningOf(error);
  return meaning instanceof ApiError ? meaning : null;
}

/** The seqs of those of the request's events that stand already, by space and event in hex. */
async function standing(db: Db, who: Who, request: AppendRequest): Promise<Map<string, number>> {
  const seqs = new Map<string, number>();
  for (const { space, items } of request.parts) {
    const events = items.flatMap((item) =>
      item.kind === 'event' && equalBytes(item.author, who.persona) ? [item.event] : [],
    );
    if (events.length === 0) continue;
    const found = await seqsOfEvents(db, who.institution, space, who.persona, events);
    for (const { event, seq } of found) seqs.set(`${toHex(space)} ${toHex(event)}`, seq);
  }
  return seqs;
}

/** Without what stands already: that is answered, not stored again. */
function withoutStanding(request: AppendRequest, seqs: ReadonlyMap<string, number>): AppendPart[] {
  const stands = (space: Bytes, event: Bytes) => seqs.has(`${toHex(space)} ${toHex(event)}`);
  const parts = request.parts.map((part) => ({
    ...part,
    items: part.items.filter((item) => item.kind !== 'event' || !stands(part.space, item.event)),
  }));
  return parts.filter((part) => part.items.length > 0);
}

/** `fresh`: seqs of what was stored, by space in hex, in order. */
export function answer(
  request: AppendRequest,
  seqs: ReadonlyMap<string, number>,
  stored: StoredAppend['items'],
): AppendResult {
  const fresh = new Map<string, number[]>();
  for (const { space, item } of stored) fresh.set(toHex(space), [...(fresh.get(toHex(space)) ?? []), item.seq]);
  const parts = request.parts.map((part) => {
    const next = (fresh.get(toHex(part.space)) ?? []).values();
    return part.items.flatMap((item) => {
      if (item.kind !== 'control' && item.kind !== 'event') return [];
      const known = item.kind === 'event' ? seqs.get(`${toHex(part.space)} ${toHex(item.event)}`) : undefined;
      return [known ?? next.next().value ?? 0];
    });
  });
  return { seqs: parts };
}

/** By institution, in the order of position. */
function committedBy(rows: Parameters<Stored>[0]): Committed[] {
  const byInstitution = new Map<string, { institution: Bytes; items: FeedItem[]; left: Bytes[] }>();
  for (const { row, seq, position } of rows) {
    const key = toHex(row.institution);
    const committed = byInstitution.get(key) ?? { institution: row.institution, items: [], left: [] };
    committed.items.push({ position, space: row.space, item: { ...row.event, kind: 'event', seq } });
    byInstitution.set(key, committed);
  }
  for (const { items } of byInstitution.values()) items.sort((a, b) => a.position - b.position);
  return [...byInstitution.values()];
}

export class Appender {
  readonly #pool: Pool;
  readonly #states: States;
  readonly #clock: Clock;
  readonly #fanOut: FanOut;
  readonly #lanes: AppendLanes;

  constructor(pool: Pool, states: States, clock: Clock, fanOut: FanOut) {
    this.#pool = pool;
    this.#states = states;
    this.#clock = clock;
    this.#fanOut = fanOut;
    const stored: Stored = (rows) => fanOut.publish(committedBy(rows));
    this.#lanes = new AppendLanes(pool, () => today(clock), stored);
  }

  /** Resolves when it is durable. Rejects with `ApiError`. */
  async append(who: Who, request: AppendRequest): Promise<AppendResult> {
    const single = onlyEvent(request);
    if (single !== null) return { seqs: [[await this.#appendEvent(who, single.part, single.event)]] };
    for (let tries = 1; ; tries++) {
      try {
        return await this.#appendParts(who, request);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === null) throw error;
        if (refusal.detail !== 'busy' || tries >= mostTries) throw refusal;
      }
    }
  }

  /** Events that are not yet being stored. */
  get waiting(): number {
    return this.#lanes.length;
  }

  async idle(): Promise<void> {
    await this.#lanes.idle();
  }

  async #appendEvent(who: Who, part: AppendPart, event: EventItem): Promise<number> {
    for (let tries = 1; ; tries++) {
      const refusal = this.#refusal(who, part, event);
      if (refusal === null) {
        const { kind: _kind, ...sealed } = event;
        const stored = await this.#lanes.push({ institution: who.institution, space: part.space, event: sealed });
        if (stored.seq !== null) return stored.seq;
      }
      if (tries >= 2) throw refusal ?? new ApiError('conflict', 'control-index');
      // What is in memory may be behind what is stored: look again, once; whether it stands already; and whether the caller may know at all.
      const known = await this.#lookAgain(who, part, event);
      if (known !== undefined) return known;
    }
  }

  #refusal(who: Who, part: AppendPart, event: SealedEvent): ApiError | null {
    const state = this.#states.peek(who.institution, part.space);
    if (state === undefined) return new ApiError('not-found');
    if (state.hashes.length !== part.index) return new ApiError('conflict', 'index');
    const logs = (space: Bytes) => this.#states.peek(who.institution, space);
    const refusal = eventRefusal(state, event, who.persona, logs, today(this.#clock));
    return refusal === null ? null : new ApiError(refusal.code, refusal.detail);
  }

  async #lookAgain(who: Who, part: AppendPart, event: EventItem): Promise<number | undefined> {
    return asPersona(this.#pool, who, today(this.#clock), async (db) => {
      const root = await this.#states.root(db, who.institution);
      const visible = await controlCounts(db, who.institution, [part.space]);
      if (root === undefined || visible.length === 0) throw new ApiError('not-found');
      await this.#states.load(db, root, spacesNamed([part]));
      const seqs = await seqsOfEvents(db, who.institution, part.space, who.persona, [event.event]);
      return seqs[0]?.seq;
    });
  }

  async #appendParts(who: Who, request: AppendRequest): Promise<AppendResult> {
    const day = today(this.#clock);
    const { result, committed, after } = await transaction(this.#pool, async (db) => {
      await setContext(db, who, day);
      const root = await this.#states.root(db, who.institution);
      if (root === undefined) throw new ApiError('not-found');
      const heads = await lockSpaces(
        db,
        who.institution,
        request.parts.map((part) => part.space),
      );
      const seqs = await standing(db, who, request);
      const parts = withoutStanding(request, seqs);
      await this.#loadFor(db, root, parts);
      this.#assertHeld(who, parts, heads);
      const admission = await admit({ parts }, who.persona, groundOf(db, this.#states, root, day));
      if ('refusal' in admission) throw new ApiError(admission.refusal.code, admission.refusal.detail);
      const stored = await store(db, who, admission.parts, heads);
      return {
        result: answer(request, seqs, stored.items),
        committed: stored,
        after: admission.parts.map((part) => part.after),
      };
    });
    for (const state of after) this.#states.put(state);
    this.#fanOut.publish([{ institution: who.institution, ...committed }]);
    return result;
  }

  /** The spaces of the parts, what they name, and the member spaces through which the caller may act. */
  async #loadFor(db: Db, root: Root, parts: readonly AppendPart[]): Promise<void> {
    await this.#states.load(db, root, spacesNamed(parts));
    const inner = parts.flatMap(({ space }) => {
      const state = this.#states.peek(root.id, space);
      return state === undefined
        ? []
        : activeMembers(state, today(this.#clock)).filter((member) => member.class === 'space');
    });
    await this.#states.load(
      db,
      root,
      inner.map((member) => member.id),
    );
  }

  /** A space that exists must be held by this transaction; one that the caller may not append to looks like none. */
  #assertHeld(who: Who, parts: readonly AppendPart[], heads: readonly Head[]): void {
    for (const { space } of parts) {
      const state = this.#states.peek(who.institution, space);
      const head = heads.find((known) => equalBytes(known.space, space));
      if (state === undefined && head === undefined) continue;
      if (state === undefined || head === undefined) throw new ApiError('not-found');
      if (state.hashes.length !== head.count) throw new ApiError('conflict', 'busy');
    }
  }
}

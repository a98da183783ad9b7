/**
 * Whether an honest server stores an append, and what it then stores. Pure: the server in PostgreSQL and the one in memory run this same
 * code, so that a client meets the same rules in both (protocol.md, sections 5, 6 and 9).
 * @module
 */
import type { AppendItem, AppendPart, AppendRequest } from './append.ts';
import { equalBytes, toHex, type Bytes } from './bytes.ts';
import { MalformedError } from './cbor.ts';
import { foldRecord, unchecked } from './control.ts';
import type { ErrorCode } from './errors.ts';
import { eventRefusal } from './event-refusal.ts';
import { isShredded, noticeDays } from './expiry.ts';
import { isExpelled, newestHead } from './expulsion.ts';
import { memberId, seedEntryId } from './ids.ts';
import type { Outcome } from './outcome.ts';
import { decodeRecord, UnknownTypeError, type ControlRecord } from './records.ts';
import { actingDirectly, actingThrough } from './rights.ts';
import { activeMembers, currentEpoch, headIndex, memberAt, type SpaceState } from './state.ts';

/** What the server knows when the append comes. */
export interface Ground {
  today: number;
  /** Null for the founding append. */
  institution: { id: Bytes; leadership: Bytes } | null;
  state(space: Bytes): SpaceState | undefined;
  /** The chain value at `seq` of a space, null beyond its end. */
  chainAt(space: Bytes, seq: number): Promise<Bytes | null>;
  /** The spaces that an invite is a member of. */
  spacesOf(invite: Bytes): Promise<readonly Bytes[]>;
}

export type Write =
  | { kind: 'control'; record: Bytes; index: number; hash: Bytes; author: Bytes }
  | Exclude<AppendItem, { kind: 'control' }>;

export interface AdmittedPart {
  space: Bytes;
  /** The state before, undefined for a new space; and after all items. */
  before: SpaceState | undefined;
  after: SpaceState;
  writes: Write[];
}

export interface Refusal {
  code: Extract<ErrorCode, 'malformed' | 'not-found' | 'conflict' | 'refused'>;
  /** One of a fixed set of words. */
  detail: string;
}

export type Admission = { parts: AdmittedPart[] } | { refusal: Refusal };

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(code: Refusal['code'], detail: string) {
    super(detail);
    this.refusal = { code, detail };
  }
}

function decoded(bytes: Bytes): ControlRecord {
  try {
    return decodeRecord(bytes);
  } catch (error) {
    if (error instanceof MalformedError || error instanceof UnknownTypeError) throw new Refused('malformed', 'record');
    throw error;
  }
}

function applied(outcome: Outcome): SpaceState {
  switch (outcome.result) {
    case 'applied':
      return outcome.state;
    case 'ignored':
      throw new Refused(
        outcome.why === 'heads-fall' || outcome.why === 'boxed-to' ? 'conflict' : 'refused',
        outcome.why,
      );
    case 'waiting':
      throw new Refused('conflict', 'heads');
    case 'stopped':
      throw new Refused(outcome.why === 'wrong-head' ? 'conflict' : 'refused', outcome.why);
  }
}

/** A bucket's key, or the KEM seed of an epoch to which outer spaces may still be boxed. */
function isEntryOf(state: SpaceState, id: Bytes): boolean {
  if (state.buckets.has(toHex(id))) return true;
  return state.level <= 1 && state.epochs.some(({ epoch }) => equalBytes(seedEntryId(state.space, epoch), id));
}

class Admitter {
  readonly #ground: Ground;
  readonly #actor: Bytes | null;
  readonly #states = new Map<string, SpaceState>();
  #institution: { id: Bytes; leadership: Bytes } | null;
  #founder: Bytes | null = null;

  constructor(ground: Ground, actor: Bytes | null) {
    this.#ground = ground;
    this.#actor = actor;
    this.#institution = ground.institution;
  }

  #state(space: Bytes): SpaceState | undefined {
    return this.#states.get(toHex(space)) ?? this.#ground.state(space);
  }

  get #who(): Bytes {
    const who = this.#actor ?? this.#founder;
    if (who === null) throw new Refused('refused', 'genesis');
    return who;
  }

  async #control(
    space: Bytes,
    state: SpaceState | undefined,
    bytes: Bytes,
  ): Promise<{ after: SpaceState; write: Write }> {
    const record = decoded(bytes);
    const { body } = record;
    if (Math.abs(body.day - this.#ground.today) > 1) throw new Refused('refused', 'day');
    const founding = this.#institution === null;
    if (body.type === 'retire' && state?.level === 0 && body.on < this.#ground.today + noticeDays) {
      throw new Refused('refused', 'notice');
    }
    if (!founding && !equalBytes(body.signer, this.#who)) throw new Refused('refused', 'signer');
    if (body.seen !== null) {
      const chain = await this.#ground.chainAt(space, body.seen.seq);
      if (chain === null || !equalBytes(chain, body.seen.chain)) throw new Refused('conflict', 'seen');
    }
    const logs = (other: Bytes) => this.#state(other);
    this.#assertNewest(body.heads);
    const after = applied(foldRecord(space, state ?? null, bytes, this.#institution, logs, unchecked));
    let author = body.signer;
    if (founding) {
      this.#institution = { id: after.institution, leadership: space };
      author = founderId(body, after.institution);
      this.#founder = author;
    }
    return { after, write: { kind: 'control', record: bytes, index: headIndex(after), hash: record.hash, author } };
  }

  /**
   * The newest heads must be named: whoever has not seen a removal elsewhere writes nothing that stands on what was before it, and a client
   * that meets an older head than it knew stops.
   */
  #assertNewest(heads: ControlRecord['body']['heads']): void {
    for (const head of heads) {
      const known = this.#ground.state(head.space);
      if (known !== undefined && head.index < headIndex(known)) throw new Refused('conflict', 'heads');
    }
  }

  #other(state: SpaceState, item: Exclude<AppendItem, { kind: 'control' }>): Write {
    const today = this.#ground.today;
    switch (item.kind) {
      case 'event': {
        const logs = (other: Bytes) => this.#state(other);
        const refusal = eventRefusal(state, item, this.#who, logs, today);
        if (refusal !== null) throw new Refused(refusal.code, refusal.detail);
        break;
      }
      case 'box':
        if (item.epoch !== currentEpoch(state)?.epoch) throw new Refused('conflict', 'epoch');
        if (memberAt(state, item.member, headIndex(state), today - 1) === null)
          throw new Refused('refused', 'not-a-member');
        break;
      case 'entry': {
        if (item.epoch !== currentEpoch(state)?.epoch) throw new Refused('conflict', 'epoch');
        const bucket = state.buckets.get(toHex(item.bucket));
        const isDead = bucket !== undefined && isShredded(state, bucket.until, today);
        if (isDead || !isEntryOf(state, item.bucket)) throw new Refused('refused', 'bucket');
        break;
      }
      case 'key':
        break;
    }
    return item;
  }

  /** Whoever has no part in a space is told no more than whoever asks for one that does not exist. */
  #knows(state: SpaceState): boolean {
    const today = this.#ground.today;
    const logs = (other: Bytes) => this.#state(other);
    const heads = newestHead(state, logs);
    const [who, index] = [this.#who, headIndex(state)];
    const isOut = (memberOf: SpaceState) => isExpelled(state, heads, logs, who, memberOf);
    if (isOut(state)) return false;
    if (actingDirectly(state, who, index, today) !== null) return true;
    return activeMembers(state, today).some((member) => {
      const log = member.class === 'space' ? this.#state(member.id) : undefined;
      if (log === undefined || isOut(log)) return false;
      return actingThrough(state, log, headIndex(log), who, index, today) !== null;
    });
  }

  async #part(part: AppendPart): Promise<AdmittedPart> {
    const before = this.#state(part.space);
    if (before === undefined ? part.index > 0 : !this.#knows(before)) throw new Refused('not-found', 'space');
    if ((before?.hashes.length ?? 0) !== part.index) throw new Refused('conflict', 'index');
    let state = before;
    const writes: Write[] = [];
    for (const item of part.items) {
      if (item.kind === 'control') {
        const { after, write } = await this.#control(part.space, state, item.record);
        state = after;
        this.#states.set(toHex(part.space), after);
        writes.push(write);
        continue;
      }
      if (state === undefined) throw new Refused('not-found', 'space');
      writes.push(this.#other(state, item));
    }
    if (state === undefined) throw new Refused('not-found', 'space');
    return { space: part.space, before, after: state, writes };
  }

  /** A claim covers all the invite's spaces, or the letter would stay half used. */
  async #claimsComplete(parts: readonly AdmittedPart[]): Promise<void> {
    const claimed = new Map<string, Bytes>();
    const covered = new Set<string>();
    for (const part of parts) {
      for (const write of part.writes) {
        if (write.kind !== 'control') continue;
        const { body } = decoded(write.record);
        if (body.type !== 'claim') continue;
        claimed.set(toHex(body.invite), body.invite);
        covered.add(`${toHex(body.invite)} ${toHex(part.space)}`);
      }
    }
    for (const [key, invite] of claimed) {
      for (const space of await this.#ground.spacesOf(invite)) {
        if (!covered.has(`${key} ${toHex(space)}`)) throw new Refused('refused', 'claim-incomplete');
      }
    }
  }

  async admit(request: AppendRequest): Promise<AdmittedPart[]> {
    const parts: AdmittedPart[] = [];
    const seen = new Set<string>();
    for (const part of request.parts) {
      const key = toHex(part.space);
      if (seen.has(key)) throw new Refused('malformed', 'space-twice');
      seen.add(key);
      parts.push(await this.#part(part));
    }
    await this.#claimsComplete(parts);
    return parts;
  }
}

/** In leadership's genesis the signer appears by the key; the chain and the log name the id that follows. */
function founderId(body: ControlRecord['body'], institution: Bytes): Bytes {
  if (body.type !== 'genesis') throw new Refused('refused', 'genesis');
  const entry = body.members.find((member) => member.sign !== null && equalBytes(member.sign, body.signer));
  if (entry?.sign == null || entry.kem === null) throw new Refused('refused', 'genesis');
  return memberId('persona', institution, entry.sign, entry.kem);
}

/** `actor`: the session's persona or invite; null for founding alone. */
export async function admit(request: AppendRequest, actor: Bytes | null, ground: Ground): Promise<Admission> {
  try {
    return { parts: await new Admitter(ground, actor).admit(request) };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    throw error;
  }
}

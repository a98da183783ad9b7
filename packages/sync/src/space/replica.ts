/**
 * One space as this device has verified it: the fold of its control log, the chain over everything, and the events that count.
 * @module
 */
import { equalBytes, fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { chainNext, chainNextHashed } from '@obhut/protocol/chain.ts';
import { foldRecord } from '@obhut/protocol/control.ts';
import { deletedSeq, type Deletable } from '@obhut/protocol/deletion.ts';
import { judgeEvent } from '@obhut/protocol/event-admission.ts';
import { isOver } from '@obhut/protocol/expiry.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import type { Ignored } from '@obhut/protocol/outcome.ts';
import type { Logs, SpaceState } from '@obhut/protocol/state.ts';
import { acceptEvent } from './accept.ts';
import { Chain, type Beginning, type Seen } from './chain.ts';
import { controlAuthor, verify } from './control-author.ts';
import { deletedType, Deletions, type Word } from './deletions.ts';
import type { Fact, Rejected } from './fact.ts';
import { SpaceKeys } from './space-keys.ts';
import type { ControlItem, EventItem, GoneItem, Ingested, Offered, StopReason } from './ingested.ts';
import { factsOf, snapshotOf, type SpaceSnapshot } from './snapshot.ts';

type Root = { id: Bytes; leadership: Bytes };
export class Replica {
  readonly space: Bytes;
  /** `control`: only the control log is readable, so there is no chain to check. */
  readonly access: 'full' | 'control';
  readonly keys: SpaceKeys;
  state: SpaceState | null = null;
  /** How the space began: by which nonce, and who made it. */
  origin: { nonce: Bytes; signer: Bytes } | null = null;
  stopped: StopReason | null = null;
  /** What came when the space stopped. */
  offered: Offered | null = null;
  /** Control records without effect, by index. */
  readonly ignored = new Map<number, Ignored>();
  readonly rejected: Rejected[] = [];
  /** Events that count, in the order of seq. */
  readonly facts: Fact[] = [];
  /** Grows when a fact came in before others that were there already, or one left: what was folded of them is to be folded anew. */
  reordered = 0;
  readonly #chain: Chain;
  /** Control records as they came, in the order of their index. */
  readonly records: { seq: number; record: Bytes }[] = [];
  /** A snapshot whose control records are still to come. */
  #kept: SpaceSnapshot | null = null;
  readonly #seenIds = new Set<string>();
  /** Heads of other logs as they were known when this space was last read to its end, by id in hex. */
  knownHeads: ReadonlyMap<string, number> = new Map();
  #pending: { item: EventItem; deletes: number | null; state: SpaceState }[] = [];
  /** Each event that neither {@link expire} nor {@link takeDeleted} has named, by seq. */
  readonly #living = new Map<number, Deletable>();
  readonly #deletions = new Deletions();
  /** Deleted before their day since {@link takeDeleted} was called. */
  #deleted: number[] = [];

  /** `from`: up to there its control records alone are to be taken (docs/decisions/0058). */
  constructor(space: Bytes, access: 'full' | 'control', from: Beginning | null = null) {
    this.space = space;
    this.access = access;
    this.keys = new SpaceKeys(space);
    this.#chain = new Chain(space, access === 'full', from);
  }

  /** Of the last item that was taken. */
  get seq(): number {
    return this.#chain.seq;
  }

  get hasPending(): boolean {
    return this.#pending.length > 0;
  }

  at(seq: number): Bytes | undefined {
    return this.#chain.at(seq);
  }

  /** Where the next own record or event stands on. */
  get seen(): Seen | null {
    return this.#chain.seen;
  }

  get words(): Word[] {
    return this.#deletions.words;
  }

  /** To be called when the space was read to its end: what comes later has seen no less of the other logs. */
  readToEnd(heads: ReadonlyMap<string, number>): void {
    this.knownHeads = heads;
  }

  #stop(why: StopReason): Ingested {
    this.stopped = why;
    return { result: 'stopped', why };
  }

  /** `offered`: what did not fit. */
  stop(why: StopReason, offered: Offered | null = null): void {
    if (this.stopped === null) this.offered = offered;
    this.stopped ??= why;
  }

  #takeControl(item: ControlItem, institution: Root | null, logs: Logs, today: number): Ingested {
    if (item.index !== (this.state?.hashes.length ?? 0)) return this.#stop('gap');
    const outcome = foldRecord(this.space, this.state, item.record, institution, logs, verify);
    if (outcome.result === 'waiting') return outcome;
    if (outcome.result === 'stopped') return this.#stop(outcome.why);
    const { body } = outcome;
    if (body.day > today + 1) return this.#stop('day-ahead');
    // An honest server demands the newest heads, so nobody acts by a standing that they had before one of them.
    if (body.heads.some((head) => head.index < (this.knownHeads.get(toHex(head.space)) ?? 0)))
      return this.#stop('old-head');
    const seen = this.access === 'full' ? body.seen : null;
    if (seen !== null && !this.#chain.agrees(seen)) return this.#stop('seen');
    if (outcome.result === 'ignored') this.ignored.set(item.index, outcome.why);
    this.state = outcome.state;
    if (body.type === 'genesis') this.origin = { nonce: body.nonce, signer: body.signer };
    const author = controlAuthor(body, outcome.state.institution);
    const next = (previous: Bytes) => chainNext(previous, item.seq, 'control', author, 0, item.record);
    if (!this.#chain.advance(item.seq, next)) return this.#stop('fork');
    this.#chain.noteControl(item.index, item.seq);
    this.records.push({ seq: item.seq, record: item.record });
    if (this.records.length === this.#kept?.records.length) this.#resumed(this.#kept);
    return { result: 'taken' };
  }

  #takeEvent(item: EventItem, logs: Logs, today: number): Ingested {
    const { state } = this;
    if (state === null) return this.#stop('gap');
    // An honest server answers 409 to any other control head, so no member can cause this.
    const known = state.hashes[item.index];
    if (item.index !== state.hashes.length - 1 || known === undefined || !equalBytes(known, item.hash))
      return this.#stop('control-hash');
    if (item.through !== null) {
      const head = logs(item.through.space)?.hashes[item.through.index];
      if (head === undefined) return { result: 'waiting', for: item.through.space };
      if (!equalBytes(head, item.through.hash)) return this.#stop('wrong-head');
    }
    const { seq, author, expiry, bytes } = item;
    this.#chain.advance(seq, (previous) => chainNext(previous, seq, 'event', author, expiry, bytes));
    this.#living.set(seq, { seq, author, expiry });
    const deletes = deletedSeq(this.space, item.event);
    const judged = deletes === null ? null : judgeEvent(state, item, logs, state.day);
    if (judged !== null && 'acting' in judged) this.#deletions.hear(this.space, item, judged.acting.role);
    if (!isOver(state, expiry, today)) this.#judge(item, deletes, state, logs);
    return { result: 'taken' };
  }

  /** Only what is over may be missing, or what was deleted: that stands further on in the log. */
  #takeGone(item: GoneItem, today: number): Ingested {
    const { seq, author, expiry, hash } = item;
    if (this.state === null || this.access === 'control') return this.#stop('gap');
    if (!isOver(this.state, expiry, today)) this.#deletions.owe(item);
    this.#chain.advance(seq, (previous) => chainNextHashed(previous, seq, 'event', author, expiry, hash));
    return { result: 'taken' };
  }

  /** To be called at the head of the log: by then it must have excused every event that is missing. */
  settle(today: number): void {
    const { state } = this;
    if (state === null) return;
    const missing = this.#deletions.missing((expiry) => isOver(state, expiry, today));
    if (missing !== null) this.stop('false-tombstone', missing);
  }

  /** Forgets what is over on `today`, keys first; returns the events and buckets of which the device shall keep nothing either. */
  expire(today: number): { seqs: number[]; buckets: Bytes[] } {
    const { state } = this;
    if (state === null || this.access === 'control') return { seqs: [], buckets: [] };
    const buckets = this.keys.forget(state, today);
    const isAlive = (expiry: number) => !isOver(state, expiry, today);
    const seqs = [...this.#living.values()].filter(({ expiry }) => !isAlive(expiry)).map(({ seq }) => seq);
    for (const seq of seqs) this.#living.delete(seq);
    this.#pending = this.#pending.filter(({ item }) => isAlive(item.expiry));
    const left = this.facts.filter(({ fact }) => isAlive(fact.expiry));
    if (left.length < this.facts.length) {
      this.facts.length = 0;
      for (const fact of left) this.facts.push(fact);
      this.reordered++;
    }
    return { seqs, buckets };
  }

  /** Decides on an event whose place is settled; without its key it waits, and only that. */
  #judge(item: EventItem, deletes: number | null, state: SpaceState, logs: Logs): void {
    const { seq } = item;
    const acceptance = acceptEvent(state, item, deletes, logs, this.#chain, (sealed) => this.keys.eventKey(sealed));
    if ('pending' in acceptance) {
      this.#pending.push({ item, deletes, state });
      return;
    }
    if ('rejected' in acceptance) {
      this.rejected.push({ seq, author: item.author, why: acceptance.rejected });
      return;
    }
    const { fact } = acceptance.accepted;
    const key = `${fact.author} ${fact.id}`;
    if (this.#seenIds.has(key)) return;
    this.#seenIds.add(key);
    const { role } = acceptance.accepted.standing;
    const word = fact.type === deletedType ? this.#deletions.hear(this.space, item, role) : null;
    if (word !== null) return this.#delete(word);
    const last = this.facts.at(-1);
    this.facts.push(acceptance.accepted);
    if (last === undefined || last.fact.seq < seq) return;
    this.facts.sort((a, b) => a.fact.seq - b.fact.seq);
    this.reordered++;
  }

  /** What the deletion names leaves the facts, and what waits for keys. */
  #delete(word: Word): void {
    const { named } = word;
    const target = this.#living.get(named);
    if (target === undefined || !this.#deletions.deletes(word, target)) return;
    this.#living.delete(named);
    this.#deleted.push(named);
    this.#pending = this.#pending.filter((waiting) => waiting.item.seq !== named);
    const at = this.facts.findIndex(({ fact }) => fact.seq === named);
    if (at < 0) return;
    this.facts.splice(at, 1);
    this.reordered++;
  }

  /** The events of which the device shall keep no ciphertext any more; each once. */
  takeDeleted(): number[] {
    const deleted = this.#deleted;
    this.#deleted = [];
    return deleted;
  }

  /** Takes the next item. A space that has stopped takes nothing more. */
  take(item: LogItem, institution: Root | null, logs: Logs, today: number): Ingested {
    if (this.stopped !== null) return { result: 'stopped', why: this.stopped };
    const ingested = this.#takeNext(item, institution, logs, today);
    if (ingested.result === 'stopped') this.offered = item;
    return ingested;
  }

  #takeNext(item: LogItem, institution: Root | null, logs: Logs, today: number): Ingested {
    if (!this.#chain.isNext(item.seq)) return this.#stop('gap');
    if (item.kind === 'control') return this.#takeControl(item, institution, logs, today);
    return item.kind === 'event' ? this.#takeEvent(item, logs, today) : this.#takeGone(item, today);
  }

  /** After new keys were opened: tries again what waited. True if anything came of it. */
  retryPending(logs: Logs): boolean {
    const waiting = this.#pending;
    this.#pending = [];
    for (const { item, deletes, state } of waiting) this.#judge(item, deletes, state, logs);
    return this.#pending.length < waiting.length;
  }

  /** The event of `author` with this id, as hex, was taken and counts. */
  counts(author: Bytes, id: string): boolean {
    return this.#seenIds.has(`${toHex(author)} ${id}`);
  }

  /**
   * On an empty replica: what one of the person's own devices had verified. Then its control records must be taken, as if they came from the server:
   * they are folded anew, and must stand where the snapshot's chain says.
   */
  resume(kept: SpaceSnapshot): void {
    this.#kept = kept;
    this.#chain.resume(kept.chain);
  }

  get isResuming(): boolean {
    return this.#kept !== null;
  }

  #resumed(kept: SpaceSnapshot): void {
    this.#kept = null;
    this.#chain.resumed(kept.seq);
    this.readToEnd(new Map(kept.heads.map(({ space, index }) => [toHex(space), index])));
    for (const each of factsOf(kept)) {
      const { author, id, seq, expiry } = each.fact;
      this.facts.push(each);
      this.#seenIds.add(`${author} ${id}`);
      this.#living.set(seq, { seq, author: fromHex(author), expiry });
    }
    for (const each of kept.others) this.#living.set(each.seq, each);
    for (const key of kept.counted) this.#seenIds.add(key);
    this.rejected.push(...kept.rejected);
    this.#deletions.resume(kept.words);
  }

  /** Null: not all of it is decided. What is over on `today` must have left it. */
  snapshot(today: number): SpaceSnapshot | null {
    const isDecided = this.#pending.length === 0 && this.#deletions.isSettled && !this.isResuming;
    if (this.state === null || this.stopped !== null || !isDecided) return null;
    const [living, counted] = [[...this.#living.values()], [...this.#seenIds]];
    return snapshotOf({ replica: this, today, chain: this.#chain.bytes, living, counted, words: this.words });
  }
}

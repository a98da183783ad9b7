/**
 * What the server in memory holds of one space: its items in order with their chain, and the keys beside the log.
 * @module
 */
import type { Write } from '@obhut/protocol/admission.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { chainNext, chainStart } from '@obhut/protocol/chain.ts';
import { confirmedDays, supersededDays } from '@obhut/protocol/confirming.ts';
import { deletedSeq, deletionId, mayDelete } from '@obhut/protocol/deletion.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { isShredded } from '@obhut/protocol/expiry.ts';
import { goneOf, type LogItem } from '@obhut/protocol/feed.ts';
import { currentEpoch, type SpaceState } from '@obhut/protocol/state.ts';
import type { MemoryConfirmations } from './confirmations.ts';

interface Uploaded {
  epoch: number;
  uploader: Bytes;
  bytes: Bytes;
}

export type StoredBox = Uploaded & { member: Bytes };
export type StoredEntry = Uploaded & { bucket: Bytes };

export type ItemWrite = Extract<Write, { kind: 'control' | 'event' }>;

export class MemorySpace {
  state: SpaceState;
  readonly items: LogItem[] = [];
  readonly #chain: Bytes[];
  /** Seq of each event, by author and event id. */
  readonly #seqs = new Map<string, number>();
  readonly #boxes = new Map<string, StoredBox>();
  readonly #entries = new Map<string, StoredEntry>();
  /** Who made the newest epoch. */
  #epochAuthor: Bytes | null = null;

  constructor(state: SpaceState) {
    this.state = state;
    this.#chain = [chainStart(state.space)];
  }

  chainAt(seq: number): Bytes | null {
    return this.#chain[seq] ?? null;
  }

  seqOf(author: Bytes, event: Bytes): number | undefined {
    return this.#seqs.get(`${toHex(author)} ${toHex(event)}`);
  }

  put(write: ItemWrite): LogItem {
    const seq = this.items.length + 1;
    const expiry = write.kind === 'event' ? write.expiry : 0;
    const bytes = write.kind === 'event' ? write.bytes : write.record;
    const previous = this.#chain[seq - 1];
    if (previous === undefined) throw new RangeError('a chain without its beginning');
    this.#chain.push(chainNext(previous, seq, write.kind, write.author, expiry, bytes));
    if (write.kind === 'event') this.#seqs.set(`${toHex(write.author)} ${toHex(write.event)}`, seq);
    const item: LogItem =
      write.kind === 'event' ? { ...write, seq } : { kind: 'control', seq, index: write.index, record: write.record };
    this.items.push(item);
    if (write.kind === 'control' && write.index === currentEpoch(this.state)?.index) this.#epochAuthor = write.author;
    return item;
  }

  /** One per uploader; what lies there is never overwritten. */
  putBeside(write: Extract<Write, { kind: 'box' | 'entry' }>, uploader: Bytes): void {
    const { epoch, bytes } = write;
    const of = write.kind === 'box' ? write.member : write.bucket;
    const key = `${epoch} ${toHex(of)} ${toHex(uploader)}`;
    if (write.kind === 'box') {
      if (!this.#boxes.has(key)) this.#boxes.set(key, { epoch, member: write.member, uploader, bytes });
    } else if (!this.#entries.has(key)) this.#entries.set(key, { epoch, bucket: write.bucket, uploader, bytes });
  }

  boxes(epoch: number, isFor: (member: Bytes) => boolean): { member: Bytes; uploader: Bytes; bytes: Bytes }[] {
    const boxes = [...this.#boxes.values()].filter((box) => box.epoch === epoch && isFor(box.member));
    return boxes.map(({ member, uploader, bytes }) => ({ member, uploader, bytes }));
  }

  entries(epoch: number): { bucket: Bytes; uploader: Bytes; bytes: Bytes }[] {
    const entries = [...this.#entries.values()].filter((entry) => entry.epoch === epoch);
    return entries.map(({ bucket, uploader, bytes }) => ({ bucket, uploader, bytes }));
  }

  /** Everything that lies beside the log, for whoever gets hold of the server's tables. */
  get beside(): { boxes: readonly StoredBox[]; entries: readonly StoredEntry[] } {
    return { boxes: [...this.#boxes.values()], entries: [...this.#entries.values()] };
  }

  delete(seq: number, persona: Bytes, isAdmin: boolean): void {
    const target = this.items[seq - 1];
    if (target === undefined || target.kind === 'control') throw new ApiError('not-found');
    if (target.kind === 'gone') return;
    const { space } = this.state;
    if (deletedSeq(space, target.event) !== null) throw new ApiError('refused', 'deletion');
    const at = this.seqOf(persona, deletionId(space, seq)) ?? 0;
    const deletion = this.items[at - 1];
    if (deletion?.kind !== 'event' || !mayDelete(deletion, isAdmin, target)) throw new ApiError('refused', 'right');
    this.items[seq - 1] = goneOf(target);
  }

  /** Deletes what is over: entries in every epoch, and of events everything that the chain does not need. */
  shred(today: number): void {
    for (const [key, { bucket }] of this.#entries) {
      const named = this.state.buckets.get(toHex(bucket));
      if (named !== undefined && isShredded(this.state, named.until, today)) this.#entries.delete(key);
    }
    for (const [i, item] of this.items.entries()) {
      if (item.kind === 'event' && isShredded(this.state, item.expiry, today)) this.items[i] = goneOf(item);
    }
  }

  /** Boxes and entries whose place others have taken, once somebody else than who made these has opened them, or when their time is over. */
  shredSuperseded(today: number, confirmations: MemoryConfirmations, isMissed: boolean): void {
    const newest = currentEpoch(this.state);
    if (newest === null) return;
    const by = confirmations.of(this.state.space, newest.epoch, today - confirmedDays);
    const isConfirmed = by.some((member) => this.#epochAuthor !== null && !equalBytes(member, this.#epochAuthor));
    if (newest.day > today - supersededDays && (isMissed || !isConfirmed)) return;
    for (const rows of [this.#boxes, this.#entries])
      for (const [key, { epoch }] of rows) if (epoch < newest.epoch) rows.delete(key);
  }

  /** Whether there is anything left that somebody could open. */
  isReadable(today: number): boolean {
    const isAlive = ({ until }: { until: number | null }) => !isShredded(this.state, until, today);
    return this.items.some((item) => item.kind === 'event') || [...this.state.buckets.values()].some(isAlive);
  }

  *dump(): Generator<Bytes> {
    for (const item of this.items) {
      if (item.kind === 'event') yield item.bytes;
      else yield item.kind === 'control' ? item.record : item.hash;
    }
    for (const box of this.#boxes.values()) yield box.bytes;
    for (const entry of this.#entries.values()) yield entry.bytes;
  }
}

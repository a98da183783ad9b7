/**
 * What is over leaves the device too, once a day: facts, keys, ciphertext (protocol.md, section 5, Shredding). So does what one was taken
 * out of: where one was in by a team, the team's log says so; of any other space the server is believed, which could withhold it as well.
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { deletionId } from '@obhut/protocol/deletion.ts';
import { isOver } from '@obhut/protocol/expiry.ts';
import { goneOf, type LogItem } from '@obhut/protocol/feed.ts';
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import type { Institution } from '../institution.ts';
import type { Replica } from '../space/replica.ts';
import { pinOf } from '../space/pin.ts';
import type { LocalSnapshots } from './local-snapshots.ts';
import type { Shelf } from './shelf.ts';

/** Without the ciphertext of what was over before it came. */
export function toKeep(item: LogItem, today: number): LogItem {
  return item.kind === 'event' && item.expiry !== 0 && item.expiry < today ? goneOf(item) : item;
}

/** Kept as over by a clock that was ahead: the log is to be read anew. */
function isEarly(item: LogItem, today: number): boolean {
  return item.kind === 'gone' && item.expiry !== 0 && item.expiry >= today;
}

export class Expiry {
  readonly #institution: Institution;
  readonly #shelf: Shelf;
  #doneOn = -1;
  #left: readonly Replica[] = [];

  constructor(institution: Institution, shelf: Shelf) {
    this.#institution = institution;
    this.#shelf = shelf;
  }

  /** Of a space that has ended and that the server no longer lists, nothing stays; others that it no longer lists wait for {@link dropLeft}. */
  async forget(listed: readonly SpaceHead[], today: number): Promise<void> {
    const known = new Set(listed.map(({ space }) => toHex(space)));
    const unlisted = this.#institution.replicas.filter(
      ({ space, state }) => state !== null && !known.has(toHex(space)),
    );
    const isEnded = ({ state }: Replica) => state !== null && isOver(state, null, today);
    for (const { space } of unlisted.filter(isEnded)) {
      this.#institution.forget(space);
      await this.#shelf.dropSpace(space);
    }
    // Whoever is out altogether is told so first.
    this.#left = listed.length === 0 ? [] : unlisted.filter((replica) => !isEnded(replica));
  }

  /** True: there was something. */
  async dropLeft(snapshots: LocalSnapshots | null): Promise<boolean> {
    const left = this.#left;
    this.#left = [];
    for (const replica of left) await this.leave(replica, snapshots);
    return left.length > 0;
  }

  /** A space that has stopped stays, with what shows why. */
  async leave(replica: Replica, snapshots: LocalSnapshots | null): Promise<void> {
    if (replica.stopped !== null) return;
    const pin = pinOf(replica);
    this.#institution.forget(replica.space);
    // If it is shown again, it goes on from where it was.
    if (pin !== null) this.#institution.expect([pin]);
    await this.#shelf.dropSpace(replica.space);
    await snapshots?.drop(replica.space);
  }

  /** What the device has kept of a space after a seq; nothing where a clock that was ahead has spoilt it, or the beginning is not there. */
  async kept(space: Bytes, today: number, after = 0): Promise<LogItem[]> {
    const items = await this.#shelf.items(space, after);
    const [first] = items;
    const isHeadless = after === 0 && first !== undefined && (first.kind !== 'control' || first.index > 0);
    const early = items.filter((item) => isEarly(item, today));
    const isDeleted = ({ seq }: LogItem) =>
      items.some((item) => item.kind === 'event' && equalBytes(item.event, deletionId(space, seq)));
    if (early.every(isDeleted) && !isHeadless) return items;
    await this.#shelf.dropItems(space);
    return [];
  }

  /** Everything was read that there is. */
  async atHead(today: number): Promise<void> {
    for (const replica of this.#institution.replicas) replica.settle(today);
    await this.daily(today);
  }

  /** What somebody has deleted leaves the device. */
  async dropDeleted(): Promise<void> {
    for (const replica of this.#institution.replicas) {
      const seqs = replica.takeDeleted();
      if (seqs.length > 0) await this.#shelf.expire(replica.space, seqs, []);
    }
  }

  /** What is over leaves the device; at most once a day. */
  async daily(today: number): Promise<void> {
    if (this.#doneOn === today) return;
    const leaving = this.#institution.replicas.map(async (replica) => {
      const { seqs, buckets } = replica.expire(today);
      await this.#shelf.expire(replica.space, seqs, buckets);
    });
    await Promise.all(leaving);
    this.#doneOn = today;
  }
}

/**
 * Snapshots of single spaces on this device, so that a start need not verify everything anew. Sealed, bound to their place, and gone when
 * something in them is over.
 * @module
 */
import { openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeOwn, encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import type { Replica } from '../space/replica.ts';
import { spaceSnapshot, type SpaceSnapshot } from '../space/snapshot.ts';
import type { Store } from '../store/store.ts';

const table = 'meta';
/** With fewer that are new, reading them is as fast. */
const worthIt = 200;

/** Null for what is of another form: then everything is read from nothing. */
export function decodeSnapshot(bytes: Bytes): SpaceSnapshot | null {
  try {
    return decodeOwn(spaceSnapshot, bytes);
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

export class LocalSnapshots {
  readonly #store: Store;
  readonly #prefix: string;
  readonly #key: Bytes;
  /** As stored: how far they go, and whether something has left the space since, or come into its midst. */
  readonly #stored = new Map<string, { seq: number; reordered: number }>();

  /** `key`: of what a device keeps for itself. */
  constructor(store: Store, institution: Bytes, key: Bytes) {
    this.#store = store;
    this.#prefix = `snapshot/${toHex(institution)}`;
    this.#key = key;
  }

  #place(space: Bytes): { table: typeof table; key: string } {
    return { table, key: `${this.#prefix}/${toHex(space)}` };
  }

  /** Null: there is none, or none that counts on `today`. */
  async of(space: Bytes, today: number): Promise<SpaceSnapshot | null> {
    const place = this.#place(space);
    const sealed = await this.#store.get(place.table, place.key);
    const plain = sealed === null ? null : openLocal(this.#key, place, sealed);
    const found = plain === null ? null : decodeSnapshot(plain);
    // Made on a day that is still to come, it lacks what a clock that was ahead took for over.
    if (found === null || found.day > today) return null;
    this.#stored.set(toHex(space), { seq: found.seq, reordered: 0 });
    return found;
  }

  async drop(space: Bytes): Promise<void> {
    this.#stored.delete(toHex(space));
    await this.#store.write([{ ...this.#place(space), delete: true }]);
  }

  async #keep(replica: Replica, today: number): Promise<void> {
    const { space } = replica;
    const snapshot = replica.snapshot(today);
    if (snapshot === null) return;
    const place = this.#place(space);
    await this.#store.write([{ ...place, put: sealLocal(this.#key, place, encodeCbor(snapshot)) }]);
    this.#stored.set(toHex(space), { seq: snapshot.seq, reordered: replica.reordered });
  }

  /** Writes those that have grown, and in place of those of which something is over or was taken back. It must have left the replicas. `least`: new items. */
  async update(replicas: readonly Replica[], today: number, least = worthIt): Promise<void> {
    for (const replica of replicas) {
      const stored = this.#stored.get(toHex(replica.space));
      const isSpoilt = stored !== undefined && stored.reordered !== replica.reordered;
      if (isSpoilt) await this.drop(replica.space);
      if (isSpoilt || replica.seq - (stored?.seq ?? 0) >= least) await this.#keep(replica, today);
    }
  }
}

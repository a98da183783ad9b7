/**
 * The snapshot that a person's device writes for the next one, and how a new device begins with it. It is believed because only the person's own
 * vault has its key; what does not fit is left alone, and everything read from nothing (docs/decisions/0020).
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { openSnapshot, sealSnapshot, type SnapshotPlace } from '@obhut/crypto/snapshot.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeOwn, encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { bytesUpTo } from '@obhut/protocol/fields.ts';
import { mostSnapshotBytes, type StoredSnapshot } from '@obhut/protocol/snapshot-routes.ts';
import * as z from 'zod/mini';
import type { SnapshotKey } from '../account/vault-content.ts';
import { decodeSnapshot } from '../engine/local-snapshots.ts';
import type { Clock, Peer } from '../engine/peer.ts';
import type { Replica } from '../space/replica.ts';
import { endOf, type SpaceSnapshot } from '../space/snapshot.ts';

/** Of what is in it: another is not opened, and everything is read from nothing. */
const form = 1;
/** With fewer new items it is as good as another. */
const worthIt = 500;
/** A space in which something ends sooner is not in it: it would end the whole. */
const leastDays = 7;
/** So many days before its last it is replaced. */
const ahead = 2;
/** Padding and seal. */
const room = mostSnapshotBytes * 0.85;

/** Each space for itself. */
const bundle = z.array(bytesUpTo(mostSnapshotBytes));

function earliest(days: readonly (number | null)[]): number {
  const ends = days.filter((day) => day !== null && day !== 0);
  return ends.length === 0 ? 0 : Math.min(...ends.map(Number));
}

export class OwnSnapshot {
  readonly #peer: Peer;
  readonly #account: Bytes;
  readonly #clock: Clock;
  /** As the vault was last seen. */
  #known: SnapshotKey | null = null;

  constructor(peer: Peer, account: Bytes, clock: Clock) {
    this.#peer = peer;
    this.#account = account;
    this.#clock = clock;
  }

  hear(snapshots: readonly SnapshotKey[]): void {
    const { id } = this.#peer.institution;
    this.#known = snapshots.find(({ institution }) => equalBytes(institution, id)) ?? null;
  }

  #place(tag: Bytes, until: number): SnapshotPlace {
    const { id: institution, self } = this.#peer.institution;
    return { account: this.#account, institution, persona: self.id, tag, until, form };
  }

  /** To be called before anything is read; where this device has something, it does nothing. */
  async take(): Promise<void> {
    const [known, today] = [this.#known, this.#clock.today()];
    if (known === null || this.#peer.institution.replicas.length > 0) return;
    if (known.until !== 0 && known.until < today) return;
    const { snapshot } = await this.#peer.session.call('snapshot/read', {});
    const spaces = snapshot === null ? [] : this.#open(known, snapshot);
    // Made on a day that is still to come, it lacks what a clock that was ahead took for over.
    await this.#peer.takeOver(spaces.filter(({ day }) => day <= today));
  }

  #open({ key, tag, until }: SnapshotKey, { bytes }: StoredSnapshot): SpaceSnapshot[] {
    const plain = openSnapshot(key, this.#place(tag, until), bytes);
    if (plain === null) return [];
    try {
      return decodeOwn(bundle, plain).flatMap((space) => decodeSnapshot(space) ?? []);
    } catch (error) {
      if (error instanceof MalformedError) return [];
      throw error;
    }
  }

  get #items(): number {
    return this.#peer.institution.replicas.reduce((sum, { seq }) => sum + seq, 0);
  }

  get #deletions(): number {
    const today = this.#clock.today();
    const words = this.#peer.institution.replicas.flatMap((replica) => replica.words);
    const alive = words.filter(({ deletion: { expiry } }) => expiry === 0 || expiry >= today);
    return alive.reduce((sum, { deletion }) => sum + deletion.seq, 0);
  }

  /** soon: there is none, or something in it ends, or was taken back. */
  get due(): 'not' | 'soon' | 'some-time' {
    const known = this.#known;
    if (known === null) return 'soon';
    const isEnding = known.until !== 0 && known.until < this.#clock.today() + ahead;
    if (isEnding || known.deletions !== this.#deletions) return 'soon';
    return this.#items - known.items >= worthIt ? 'some-time' : 'not';
  }

  #isLasting({ state }: Replica, snapshot: SpaceSnapshot): boolean {
    const end = earliest([endOf(snapshot), state?.retired ?? null]);
    return end === 0 || end >= this.#clock.today() + leastDays;
  }

  /** Stores another one under a new key, which counts as soon as it is in the vault. Null: there is nothing to be kept. */
  async make(): Promise<SnapshotKey | null> {
    const spaces: Bytes[] = [];
    const ends: (number | null)[] = [];
    let left = room;
    for (const replica of this.#peer.institution.replicas) {
      const snapshot = replica.snapshot(this.#clock.today());
      const encoded = snapshot === null || !this.#isLasting(replica, snapshot) ? null : encodeCbor(snapshot);
      if (snapshot === null || encoded === null || encoded.length > left) continue;
      left -= encoded.length;
      spaces.push(encoded);
      ends.push(endOf(snapshot), replica.state?.retired ?? null);
    }
    if (spaces.length === 0) return null;
    const [tag, key, until] = [randomBytes(16), randomBytes(32), earliest(ends)];
    const bytes = sealSnapshot(key, this.#place(tag, until), encodeCbor(spaces));
    await this.#store({ tag, until, bytes });
    const { id: institution } = this.#peer.institution;
    return { institution, tag, key, until, items: this.#items, deletions: this.#deletions };
  }

  async #store(snapshot: StoredSnapshot): Promise<void> {
    const { session } = this.#peer;
    try {
      await session.call('snapshot/write', { before: this.#known?.tag ?? null, snapshot });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
      // Of which the vault was never told, or which is over.
      const there = (await session.call('snapshot/read', {})).snapshot;
      await session.call('snapshot/write', { before: there?.tag ?? null, snapshot });
    }
  }
}

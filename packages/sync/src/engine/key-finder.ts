/**
 * Opening the keys of a space from boxes and keyring entries, kept ones first, then the server's. What does not match the verified log is
 * dropped; a missing key makes events wait, never fail.
 * @module
 */
import { openBox } from '@obhut/crypto/box.ts';
import type { KemKey } from '@obhut/crypto/xwing.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { isOver } from '@obhut/protocol/expiry.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { seedEntryId } from '@obhut/protocol/ids.ts';
import { activeMembers, currentEpoch, type Epoch, type SpaceState } from '@obhut/protocol/state.ts';
import type { Institution } from '../institution.ts';
import type { Replica } from '../space/replica.ts';
import type { Session } from './session.ts';
import type { Sealed, Shelf } from './shelf.ts';

export class KeyFinder {
  readonly #institution: Institution;
  readonly #shelf: Shelf;
  readonly #session: Session;
  readonly #kemKeys = new Map<string, Bytes>();

  constructor(institution: Institution, shelf: Shelf, session: Session) {
    this.#institution = institution;
    this.#shelf = shelf;
    this.#session = session;
  }

  /** The keys with which a box of this epoch could be opened: one's own, and those of member spaces that one can open. */
  async #openers(epoch: Epoch, today: number, online: boolean): Promise<{ member: Bytes; kem: KemKey }[]> {
    const openers = [{ member: this.#institution.self.id, kem: this.#institution.self.keys.kem }];
    for (const [hex, number] of epoch.boxedTo) {
      const inner = this.#institution.replicas.find((replica) => toHex(replica.space) === hex);
      const named = inner?.state?.epochs.find((candidate) => candidate.epoch === number);
      if (inner === undefined || named === undefined || inner.access === 'control') continue;
      if (inner.keys.seed(number) === null) await this.#openEpoch(inner, named, today, online);
      if (inner.keys.seed(number) === null && inner.state !== null)
        await this.#openEntries(inner, inner.state, today, online);
      const kem = inner.keys.kem(number);
      if (kem !== null) openers.push({ member: inner.space, kem });
    }
    return openers;
  }

  async #boxes(replica: Replica, epoch: number, online: boolean): Promise<Sealed[]> {
    const kept = await this.#shelf.sealed('box', replica.space, epoch);
    if (kept.length > 0 || !online) return kept;
    const { boxes } = await this.#session.call('space/boxes', { space: replica.space, epoch });
    const rows = boxes.map((box) => ({ id: box.member, bytes: box.bytes }));
    await this.#shelf.keepSealed('box', replica.space, epoch, rows);
    return rows;
  }

  async #openEpoch(replica: Replica, epoch: Epoch, today: number, online: boolean): Promise<Bytes | null> {
    const boxes = await this.#boxes(replica, epoch.epoch, online);
    const place = { institution: this.#institution.id, space: replica.space, epoch: epoch.epoch };
    for (const opener of await this.#openers(epoch, today, online)) {
      for (const box of boxes.filter((candidate) => equalBytes(candidate.id, opener.member))) {
        const secret = openBox(opener.kem, { ...place, member: opener.member }, box.bytes);
        if (secret !== null && replica.keys.takeEpoch(epoch, secret)) return secret;
      }
    }
    return null;
  }

  #takeEntries(replica: Replica, state: SpaceState, epoch: number, rows: readonly Sealed[]): void {
    for (const row of rows) {
      const of = state.epochs.find((earlier) => equalBytes(seedEntryId(state.space, earlier.epoch), row.id));
      if (of === undefined) replica.keys.takeEntry(state, epoch, row.id, row.bytes);
      else replica.keys.takeSeed(of, epoch, row.bytes);
    }
  }

  /** The keyring of the newest epoch: kept, then the server's; asked for again when more is wanted of it than is kept. */
  async #openEntries(replica: Replica, state: SpaceState, today: number, online: boolean): Promise<void> {
    const epoch = currentEpoch(state)?.epoch;
    if (epoch === undefined || replica.keys.epoch(epoch) === null) return;
    if (!online) {
      this.#takeEntries(replica, state, epoch, await this.#shelf.sealed('entry', replica.space, epoch));
      return;
    }
    const { entries } = await this.#session.call('space/entries', { space: replica.space, epoch });
    const rows = entries.flatMap(({ bucket, bytes }) => {
      const named = state.buckets.get(toHex(bucket));
      return named !== undefined && isOver(state, named.until, today) ? [] : [{ id: bucket, bytes }];
    });
    await this.#shelf.keepSealed('entry', replica.space, epoch, rows);
    this.#takeEntries(replica, state, epoch, rows);
  }

  /** Opens what can be opened of a space. Inner spaces must have been tried before outer ones. */
  async open(replica: Replica, today: number, online: boolean): Promise<void> {
    const { state } = replica;
    const epoch = state === null ? null : currentEpoch(state);
    if (state === null || epoch === null || replica.access === 'control') return;
    if (replica.keys.epoch(epoch.epoch) === null && (await this.#openEpoch(replica, epoch, today, online)) === null)
      return;
    if (replica.keys.missing(state, today).length === 0) return;
    this.#takeEntries(replica, state, epoch.epoch, await this.#shelf.sealed('entry', replica.space, epoch.epoch));
    if (replica.keys.missing(state, today).length === 0 || !online) return;
    await this.#openEntries(replica, state, today, online);
  }

  /** Fetches the KEM keys of everyone whom a box of `state` would go to; only keys that hash to the own fold's value count. */
  async fetchKemKeys(states: readonly SpaceState[], today: number): Promise<void> {
    const wanted = new Map<string, Bytes>();
    for (const state of states) {
      for (const member of activeMembers(state, today)) {
        const log = member.class === 'space' ? this.#institution.logs(member.id) : undefined;
        const kem = log === undefined ? member.kem : (currentEpoch(log)?.kem ?? null);
        if (kem !== null && !this.#kemKeys.has(toHex(kem))) wanted.set(toHex(kem), kem);
      }
    }
    const missing: Bytes[] = [];
    for (const kem of wanted.values()) {
      const kept = await this.#shelf.key(kem);
      if (kept === null) missing.push(kem);
      else this.#takeKemKey(kept);
    }
    for (let at = 0; at < missing.length; at += 256) {
      const { keys } = await this.#session.call('key/read', { hashes: missing.slice(at, at + 256) });
      const named = keys.filter((key) => wanted.has(toHex(hash(key))));
      for (const key of named) this.#takeKemKey(key);
      await this.#shelf.keepKeys(named);
    }
  }

  #takeKemKey(key: Bytes): void {
    this.#kemKeys.set(toHex(hash(key)), key);
  }

  readonly kemKey = (hashOfKey: Bytes): Bytes | undefined => this.#kemKeys.get(toHex(hashOfKey));
}

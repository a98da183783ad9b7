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
import { KeptKeys } from './kept-keys.ts';
import { KeysAhead } from './keys-ahead.ts';
import type { Session } from './session.ts';
import type { Sealed, Shelf } from './shelf.ts';

/** A box or entry of this space does not fit. That it is this member's is the server's word. */
export interface KeyFault {
  space: Bytes;
  uploader: Bytes;
}

interface Opener {
  member: Bytes;
  kem: KemKey;
}

/** `uploader` null: kept on this device, where only what fitted is kept. */
type Offered = Sealed & { uploader: Bytes | null };

function anonymous(row: Sealed): Offered {
  return { ...row, uploader: null };
}

export class KeyFinder {
  readonly faults: KeyFault[] = [];
  readonly #institution: Institution;
  readonly #shelf: Shelf;
  readonly #session: Session;
  readonly #kemKeys = new Map<string, Bytes>();
  readonly #ahead: KeysAhead;
  readonly #kept: KeptKeys;
  readonly #lookedBack = new Set<string>();

  constructor(institution: Institution, shelf: Shelf, session: Session) {
    this.#institution = institution;
    this.#shelf = shelf;
    this.#session = session;
    this.#ahead = new KeysAhead(session);
    this.#kept = new KeptKeys(shelf);
  }

  /** Reads, and fetches, what many spaces will want, before each is opened. */
  async lookAhead(today: number, online: boolean): Promise<void> {
    await this.#kept.readAhead(this.#institution.replicas, today);
    if (online) await this.#ahead.fetch(this.#institution.replicas, today);
  }

  /** The keys with which a box of this epoch could be opened: one's own, and those of member spaces that one can open. */
  async #openers(epoch: Epoch, today: number, online: boolean): Promise<Opener[]> {
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

  /** The first box that opens to what the log committed to, or null; boxes for oneself that do not are noted. */
  #tryBoxes(replica: Replica, epoch: Epoch, openers: readonly Opener[], boxes: readonly Offered[]): Offered | null {
    const place = { institution: this.#institution.id, space: replica.space, epoch: epoch.epoch };
    for (const opener of openers) {
      for (const box of boxes.filter((candidate) => equalBytes(candidate.id, opener.member))) {
        const secret = openBox(opener.kem, { ...place, member: opener.member }, box.bytes);
        if (secret !== null && replica.keys.takeEpoch(epoch, secret)) return box;
        // What lies for a member space may be meant for another of its epochs.
        if (equalBytes(opener.member, this.#institution.self.id)) this.#note(replica.space, box);
      }
    }
    return null;
  }

  #note(space: Bytes, { uploader }: Offered): void {
    if (uploader === null) return;
    const isKnown = this.faults.some((fault) => equalBytes(fault.space, space) && equalBytes(fault.uploader, uploader));
    if (!isKnown) this.faults.push({ space, uploader });
  }

  async #openEpoch(replica: Replica, epoch: Epoch, today: number, online: boolean): Promise<boolean> {
    const openers = await this.#openers(epoch, today, online);
    const kept = await this.#kept.of('box', replica.space, epoch.epoch);
    if (this.#tryBoxes(replica, epoch, openers, kept.map(anonymous)) !== null) return true;
    if (!online) return false;
    const boxes = await this.#ahead.boxes(replica.space, epoch.epoch);
    const offered = boxes.map(({ member, uploader, bytes }) => ({ id: member, uploader, bytes }));
    const opened = this.#tryBoxes(replica, epoch, openers, offered);
    if (opened === null) return false;
    await this.#shelf.keepSealed('box', replica.space, epoch.epoch, [{ id: opened.id, bytes: opened.bytes }]);
    return true;
  }

  /** Those that open to what the log names; entries of its buckets that do not are noted. */
  #takeEntries(replica: Replica, state: SpaceState, epoch: number, rows: readonly Offered[]): Sealed[] {
    return rows.flatMap((row) => {
      const of = state.epochs.find((earlier) => equalBytes(seedEntryId(state.space, earlier.epoch), row.id));
      const isGood =
        of === undefined
          ? replica.keys.takeEntry(state, epoch, row.id, row.bytes)
          : replica.keys.takeSeed(of, epoch, row.bytes);
      if (!isGood && state.buckets.has(toHex(row.id))) this.#note(replica.space, row);
      return isGood ? [{ id: row.id, bytes: row.bytes }] : [];
    });
  }

  async #takeKept(replica: Replica, state: SpaceState, epoch: number): Promise<void> {
    const kept = await this.#kept.of('entry', replica.space, epoch);
    this.#takeEntries(replica, state, epoch, kept.map(anonymous));
  }

  /** The keyring of the newest epoch: kept, then the server's; asked for again when more is wanted of it than is kept. */
  async #openEntries(replica: Replica, state: SpaceState, today: number, online: boolean): Promise<void> {
    const epoch = currentEpoch(state)?.epoch;
    if (epoch === undefined || replica.keys.epoch(epoch) === null) return;
    if (!online) return await this.#takeKept(replica, state, epoch);
    const entries = await this.#ahead.entries(replica.space, epoch);
    const rows = entries.flatMap(({ bucket, uploader, bytes }) => {
      const named = state.buckets.get(toHex(bucket));
      return named !== undefined && isOver(state, named.until, today) ? [] : [{ id: bucket, uploader, bytes }];
    });
    await this.#shelf.keepSealed('entry', replica.space, epoch, this.#takeEntries(replica, state, epoch, rows));
  }

  /** What the newest keyring does not hold may lie in an earlier one that this device has kept. */
  async #openEarlier(replica: Replica, state: SpaceState, today: number): Promise<void> {
    for (const epoch of state.epochs.toReversed().slice(1)) {
      const isWanted = replica.keys
        .missing(state, today)
        .some((id) => (state.buckets.get(toHex(id))?.epoch ?? Infinity) <= epoch.epoch);
      if (isWanted && (await this.#openEpoch(replica, epoch, today, false)))
        await this.#takeKept(replica, state, epoch.epoch);
    }
  }

  /** And in one that the server has kept: it stays until somebody has confirmed the newest. Looked for once in each epoch. */
  async #openSuperseded(replica: Replica, state: SpaceState, today: number): Promise<void> {
    const [newest, before] = state.epochs.toReversed();
    const name = `${toHex(state.space)} ${String(newest?.epoch)}`;
    if (before === undefined || this.#lookedBack.has(name)) return;
    this.#lookedBack.add(name);
    if (!(await this.#openEpoch(replica, before, today, true))) return;
    const entries = await this.#ahead.entries(replica.space, before.epoch);
    const rows = entries.map(({ bucket, uploader, bytes }) => ({ id: bucket, uploader, bytes }));
    const good = this.#takeEntries(replica, state, before.epoch, rows);
    await this.#shelf.keepSealed('entry', replica.space, before.epoch, good);
  }

  /** Opens what can be opened of a space. Inner spaces must have been tried before outer ones. */
  async open(replica: Replica, today: number, online: boolean): Promise<void> {
    const { state } = replica;
    const epoch = state === null ? null : currentEpoch(state);
    if (state === null || epoch === null || replica.access === 'control') return;
    const isLacking = () => replica.keys.missing(state, today).length > 0;
    if (replica.keys.epoch(epoch.epoch) === null && !(await this.#openEpoch(replica, epoch, today, online))) return;
    if (!isLacking()) return;
    await this.#takeKept(replica, state, epoch.epoch);
    if (isLacking()) await this.#openEarlier(replica, state, today);
    if (isLacking() && online) await this.#openEntries(replica, state, today, online);
    if (isLacking() && online) await this.#openSuperseded(replica, state, today);
  }

  /** Fetches the KEM keys of everyone whom a box of `states` would go to, and of the spaces that may be members; only keys that hash to the own fold's value count. */
  async fetchKemKeys(states: readonly SpaceState[], today: number): Promise<void> {
    const wanted = new Map<string, Bytes>();
    for (const state of states) {
      for (const member of activeMembers(state, today)) {
        const log = member.class === 'space' ? this.#institution.logs(member.id) : undefined;
        const kem = log === undefined ? member.kem : (currentEpoch(log)?.kem ?? null);
        if (kem !== null && !this.#kemKeys.has(toHex(kem))) wanted.set(toHex(kem), kem);
      }
    }
    // A new space may get any of them as its member.
    for (const { state } of this.#institution.replicas) {
      const kem = state === null ? null : (currentEpoch(state)?.kem ?? null);
      if (kem !== null && !this.#kemKeys.has(toHex(kem))) wanted.set(toHex(kem), kem);
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

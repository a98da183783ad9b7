/**
 * Somebody with all the keys of a former member, of an old device or of a used letter, and all that the server holds: opens whatever
 * follows from them, through boxes, keyrings and member spaces, until nothing more comes of it.
 * @module
 */
import { openBox } from '@obhut/crypto/box.ts';
import { decryptEvent } from '@obhut/crypto/envelope.ts';
import { openEntry, openSeed } from '@obhut/crypto/keyring.ts';
import { epochKem, eventKey, keyringKey } from '@obhut/crypto/keys.ts';
import { kemKey, type KemKey } from '@obhut/crypto/xwing.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { eventAad, type SealedEvent } from '@obhut/protocol/event.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import type { Peer } from '../engine/peer.ts';
import type { MemoryInstitution } from '../transport/memory/institution.ts';
import type { MemorySpace } from '../transport/memory/space.ts';

/** Every key that a member's devices ever had, as of now. */
export interface Loot {
  kems: { member: Bytes; kem: KemKey }[];
  epochs: { space: Bytes; epoch: number; secret: Bytes }[];
  buckets: { id: string; key: Bytes }[];
}

export function lootOf(peer: Peer): Loot {
  const { self, replicas } = peer.institution;
  const loot: Loot = { kems: [{ member: self.id, kem: self.keys.kem }], epochs: [], buckets: [] };
  for (const { space, state, keys } of replicas) {
    for (const { epoch } of state?.epochs ?? []) {
      const secret = keys.epoch(epoch);
      if (secret !== null) loot.epochs.push({ space, epoch, secret });
      const kem = keys.kem(epoch);
      if (kem !== null) loot.kems.push({ member: space, kem });
    }
    for (const [id, key] of keys.knownBuckets) loot.buckets.push({ id, key });
  }
  return loot;
}

export class Thief {
  readonly #server: MemoryInstitution;
  readonly #kems: { member: Bytes; kem: KemKey }[];
  readonly #epochs = new Map<string, Bytes>();
  readonly #buckets: Map<string, Bytes>;

  constructor(server: MemoryInstitution, loot: Loot) {
    this.#server = server;
    this.#kems = [...loot.kems];
    this.#buckets = new Map(loot.buckets.map(({ id, key }) => [id, key]));
    for (const { space, epoch, secret } of loot.epochs) this.#epochs.set(`${toHex(space)} ${epoch}`, secret);
    for (let more = true; more;) {
      more = false;
      for (const space of server.spaces.values()) more = this.#plunder(space) || more;
    }
  }

  /** Whether anything new came of it. */
  #plunder(space: MemorySpace): boolean {
    const before = this.#epochs.size + this.#buckets.size + this.#kems.length;
    const { space: id } = space.state;
    const { boxes, entries } = space.beside;
    for (const { epoch, member, bytes } of boxes) {
      if (this.#epochs.has(`${toHex(id)} ${epoch}`)) continue;
      for (const { kem } of this.#kems)
        this.#take(id, epoch, openBox(kem, { institution: this.#server.id, space: id, epoch, member }, bytes));
    }
    for (const { epoch, bucket, bytes } of entries) {
      const secret = this.#epochs.get(`${toHex(id)} ${epoch}`);
      if (secret === undefined) continue;
      const keyring = keyringKey(secret, id, epoch);
      const key = openEntry(keyring, { space: id, epoch, bucket }, bytes);
      if (key !== null) this.#buckets.set(toHex(bucket), key);
      for (let of = 1; of < epoch; of++) this.#takeSeed(id, openSeed(keyring, { space: id, epoch, of }, bytes));
    }
    return this.#epochs.size + this.#buckets.size + this.#kems.length > before;
  }

  #take(space: Bytes, epoch: number, secret: Bytes | null): void {
    if (secret === null) return;
    this.#epochs.set(`${toHex(space)} ${epoch}`, secret);
    this.#kems.push({ member: space, kem: epochKem(secret, space, epoch) });
  }

  #takeSeed(space: Bytes, seed: Bytes | null): void {
    if (seed === null) return;
    const kem = kemKey(seed);
    const isKnown = this.#kems.some((known) => toHex(known.kem.hash) === toHex(kem.hash));
    if (!isKnown) this.#kems.push({ member: space, kem });
  }

  /** With any key at all, whatever the header says of its bucket. */
  opens(space: Bytes, event: SealedEvent): boolean {
    const aad = eventAad(this.#server.id, space, event);
    return [...this.#buckets.values()].some(
      (key) =>
        !('failed' in decryptEvent({ aad, eventKey: eventKey(key, space, event.epoch, event.bucket) }, event.bytes)),
    );
  }
}

export function eventsIn(server: MemoryInstitution, space: Bytes): SealedEvent[] {
  const items: readonly LogItem[] = server.spaces.get(toHex(space))?.items ?? [];
  return items.flatMap((item) => (item.kind === 'event' ? [item] : []));
}

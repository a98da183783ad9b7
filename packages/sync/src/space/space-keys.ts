/**
 * The keys of one space that this member could open: epoch secrets by their commit, bucket keys by their hash. What does not match the
 * log is dropped, whoever supplied it.
 * @module
 */
import { bucketHash, epochCommit, epochKemSeed, eventKey, keyringKey } from '@obhut/crypto/keys.ts';
import { openEntry, openSeed } from '@obhut/crypto/keyring.ts';
import { kemKey, type KemKey } from '@obhut/crypto/xwing.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { SealedEvent } from '@obhut/protocol/event.ts';
import { isOver } from '@obhut/protocol/expiry.ts';
import type { Epoch, SpaceState } from '@obhut/protocol/state.ts';

export class SpaceKeys {
  readonly #space: Bytes;
  readonly #epochs = new Map<number, Bytes>();
  readonly #buckets = new Map<string, Bytes>();
  readonly #seeds = new Map<number, Bytes>();
  /** What follows from a seed: each epoch has one. */
  readonly #kems = new Map<number, KemKey>();
  /** What follows from a bucket's key, by the bucket's id in hex: each bucket is of one epoch. */
  readonly #eventKeys = new Map<string, { epoch: number; key: Bytes }>();

  constructor(space: Bytes) {
    this.#space = space;
  }

  epoch(number: number): Bytes | null {
    return this.#epochs.get(number) ?? null;
  }

  bucket(id: Bytes): Bytes | null {
    return this.#buckets.get(toHex(id)) ?? null;
  }

  get knownBuckets(): ReadonlyMap<string, Bytes> {
    return this.#buckets;
  }

  /** Takes an opened epoch secret if it is the one that the rekey record committed to. */
  takeEpoch(epoch: Epoch, secret: Bytes): boolean {
    if (!equalBytes(epochCommit(this.#space, epoch.epoch, secret), epoch.commit)) return false;
    this.#epochs.set(epoch.epoch, secret);
    return true;
  }

  /** Takes a bucket key if it has the hash that the log names. */
  takeBucket(state: SpaceState, id: Bytes, key: Bytes): boolean {
    const bucket = state.buckets.get(toHex(id));
    if (bucket === undefined || !equalBytes(bucketHash(key), bucket.hash)) return false;
    this.#buckets.set(toHex(id), key);
    return true;
  }

  /** Opens a keyring entry of `epoch`; false: no epoch secret, does not open, or not the bucket of the log. */
  takeEntry(state: SpaceState, epoch: number, id: Bytes, sealed: Bytes): boolean {
    const secret = this.epoch(epoch);
    if (secret === null) return false;
    const key = openEntry(keyringKey(secret, this.#space, epoch), { space: this.#space, epoch, bucket: id }, sealed);
    return key !== null && this.takeBucket(state, id, key);
  }

  /** The KEM seed of an epoch: of one that was opened, or of an earlier one that a keyring carried. */
  seed(number: number): Bytes | null {
    const secret = this.epoch(number);
    return secret === null ? (this.#seeds.get(number) ?? null) : epochKemSeed(secret, this.#space, number);
  }

  kem(number: number): KemKey | null {
    const seed = this.#kems.has(number) ? null : this.seed(number);
    if (seed !== null) this.#kems.set(number, kemKey(seed));
    return this.#kems.get(number) ?? null;
  }

  /** Opens the seed that the keyring of `epoch` carries of an earlier one; false: it does not open, or is not that of the log. */
  takeSeed(of: Epoch, epoch: number, sealed: Bytes): boolean {
    const secret = this.epoch(epoch);
    if (secret === null) return false;
    const place = { space: this.#space, epoch, of: of.epoch };
    const seed = openSeed(keyringKey(secret, this.#space, epoch), place, sealed);
    if (seed === null || of.kem === null || !equalBytes(kemKey(seed).hash, of.kem)) return false;
    this.#seeds.set(of.epoch, seed);
    return true;
  }

  eventKey(event: Pick<SealedEvent, 'bucket' | 'epoch'>): Bytes | null {
    const hex = toHex(event.bucket);
    const [bucket, known] = [this.#buckets.get(hex), this.#eventKeys.get(hex)];
    if (known?.epoch === event.epoch) return known.key;
    const key = bucket === undefined ? null : eventKey(bucket, this.#space, event.epoch, event.bucket);
    if (key !== null) this.#eventKeys.set(hex, { epoch: event.epoch, key });
    return key;
  }

  /** Forgets the keys of the buckets that are over on `today`, and names these buckets. */
  forget(state: SpaceState, today: number): Bytes[] {
    const over = [...state.buckets].filter(([, bucket]) => isOver(state, bucket.until, today));
    for (const [hex] of over) {
      this.#buckets.delete(hex);
      this.#eventKeys.delete(hex);
    }
    return over.map(([, bucket]) => bucket.id);
  }

  /** Buckets of the log that are still to be opened. */
  missing(state: SpaceState, today: number): Bytes[] {
    const missing: Bytes[] = [];
    for (const [hex, bucket] of state.buckets) {
      if (isOver(state, bucket.until, today)) continue;
      if (!this.#buckets.has(hex)) missing.push(bucket.id);
    }
    return missing;
  }
}

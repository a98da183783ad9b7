/**
 * Keeps what shows why a space has stopped, sealed under the account's local key: the first of each kind, until it is read or the device
 * forgets everything.
 * @module
 */
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { KeptEvidence } from '../client.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import { decodeEvidence, encodeEvidence } from '../evidence/evidence.ts';
import type { Store } from '../store/store.ts';

const table = 'meta';

export class EvidenceKeeper {
  readonly #store: Store;
  readonly #key: Bytes;
  readonly #prefix: string;
  readonly #kept = new Map<string, KeptEvidence>();

  constructor(store: Store, accountSecret: Bytes, institution: Bytes) {
    this.#store = store;
    this.#key = localKey(accountSecret);
    this.#prefix = `evidence/${toHex(institution)}/`;
  }

  async load(): Promise<void> {
    for (const { key, bytes } of await this.#store.list(table, this.#prefix)) {
      const plain = openLocal(this.#key, { table, key }, bytes);
      const evidence = plain === null ? null : decodeEvidence(plain);
      if (evidence !== null) this.#note(key, toHex(evidence.space), evidence.why, evidence.day);
    }
  }

  #note(id: string, space: string, why: string, day: number): void {
    this.#kept.set(id, { id, space, why, day });
  }

  get kept(): readonly KeptEvidence[] {
    return [...this.#kept.values()];
  }

  /** Takes up what has stopped since. True if there was anything new. */
  async keep(peer: Peer, today: number): Promise<boolean> {
    let isNew = false;
    for (const { space, stopped } of peer.institution.replicas) {
      const key = `${this.#prefix}${toHex(space)}/${stopped}`;
      if (stopped === null || this.#kept.has(key)) continue;
      const evidence = await peer.evidence(space);
      const sealed = sealLocal(this.#key, { table, key }, encodeEvidence(evidence));
      await this.#store.write([{ table, key, put: sealed }]);
      this.#note(key, toHex(space), stopped, today);
      isNew = true;
    }
    return isNew;
  }

  /** Rejects with {@link ClientError} for what is not kept. */
  async file(id: string): Promise<Bytes> {
    const sealed = this.#kept.has(id) ? await this.#store.get(table, id) : null;
    const plain = sealed === null ? null : openLocal(this.#key, { table, key: id }, sealed);
    if (plain === null) throw new ClientError('not-allowed');
    return plain;
  }
}

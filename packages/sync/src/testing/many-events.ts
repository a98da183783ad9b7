/**
 * A space with very many events at a server in memory, and what a device does with them: for measuring.
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { decryptEvent } from '@obhut/crypto/envelope.ts';
import { cryptoReady, lib } from '@obhut/crypto/sodium.ts';
import { defineModel, on } from '@obhut/domain/kernel/model.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { eventAad, type SealedEvent } from '@obhut/protocol/event.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { hash } from '@obhut/protocol/hash.ts';
import * as z from 'zod/mini';
import type { SnapshotKey } from '../account/vault-content.ts';
import { bucketFor, sealUtterance } from '../authoring/seal-event.ts';
import { OwnSnapshot } from '../client/own-snapshot.ts';
import { firstLook } from '../engine/first-look.ts';
import { ModelFolder, type AnyModel } from '../engine/fold-models.ts';
import { LocalSnapshots } from '../engine/local-snapshots.ts';
import { Peer } from '../engine/peer.ts';
import { Institution } from '../institution.ts';
import type { Replica } from '../space/replica.ts';
import { MemoryStore } from '../store/memory.ts';
import type { Store } from '../store/store.ts';
import { stateOf } from './forge.ts';
import { utterance, World } from './world.ts';

const perAppend = 500;
const [daysAYear, daysAMonth] = [365, 31];

interface Note {
  text: string;
  author: string;
  time: number;
}

/** As a feature's model would fold it: everything by its id. */
const notes: AnyModel = defineModel<ReadonlyMap<string, Note>>(
  'notes',
  new Map(),
  {
    'note/said@1': on({
      schema: z.strictObject({ text: z.string() }),
      may: () => true,
      apply: (state, { id, body, author, time }, _standing, put) => put(state, id, { text: body.text, author, time }),
    }),
  },
  (state) => state,
);

/** A device, what it has folded, and how many notes it knows by that. */
export interface Device {
  peer: Peer;
  folder: ModelFolder;
  known: number;
}

export class ManyEvents {
  readonly world = new World();
  readonly #account = randomBytes(16);
  readonly #leader: Peer;
  readonly group: Bytes;
  /** So many were said in the newest month. */
  readonly newest: number;
  #key: SnapshotKey | null = null;

  /** `count` events in a group, in the course of a year, each by somebody who had read what was there. */
  static async make(count: number): Promise<ManyEvents> {
    await cryptoReady();
    const world = new World();
    const leader = await world.found();
    const group = await world.group(leader);
    await leader.prepare(group, 0);
    const state = stateOf(leader, group);
    const replica = leader.institution.replica(group);
    if (replica === undefined || bucketFor(state, 0) === null) throw new Error('no group');
    const { institution } = leader;
    const first = world.day;
    for (let made = 0; made < count; made += perAppend) {
      world.day = first + Math.floor((daysAYear * made) / count);
      const { seen } = replica;
      if (seen === null) throw new Error('nothing was read');
      const items = Array.from({ length: Math.min(perAppend, count - made) }, (_, i) => {
        const text = `Am Freitag fahren wir mit der Straßenbahn in den Tiergarten. Bitte Gummistiefel mitgeben. ${made + i}`;
        return sealUtterance(
          institution,
          state,
          institution.logs,
          (id) => replica.keys.bucket(id),
          seen,
          utterance(text),
          world.day,
        );
      });
      await leader.session.call('append', { parts: [{ space: group, index: state.hashes.length, items }] });
      await leader.refresh();
    }
    return new ManyEvents(world, leader, group, Math.ceil((count * daysAMonth) / daysAYear));
  }

  private constructor(world: World, leader: Peer, group: Bytes, newest: number) {
    this.newest = newest;
    this.world = world;
    this.#leader = leader;
    this.group = group;
  }

  #peer(store: Store): Peer {
    const { id, leadership, self } = this.#leader.institution;
    return new Peer(id, leadership, self, this.world.transport(), store, this.world.clock);
  }

  #folded(replicas: readonly Replica[]): { folder: ModelFolder; notes: number } {
    const folder = new ModelFolder([notes]);
    for (const replica of replicas) folder.update(replica, this.world.day);
    const state = folder.states().get('notes')?.get(toHex(this.group));
    return { folder, notes: state instanceof Map ? state.size : 0 };
  }

  #fold({ replicas }: Institution): { folder: ModelFolder; known: number } {
    const { folder, notes: known } = this.#folded(replicas);
    // The group’s own is the first.
    return { folder, known: known - 1 };
  }

  /** A device that had nothing. */
  async deviceFromNothing(store: Store = new MemoryStore()): Promise<Device> {
    const peer = this.#peer(store);
    await peer.refresh();
    return { peer, ...this.#fold(peer.institution) };
  }

  /** The same from the snapshot of another of one's devices. */
  async deviceFromSnapshot(store: Store = new MemoryStore()): Promise<Device> {
    this.#key ??= await this.#hand();
    const peer = this.#peer(store);
    const own = new OwnSnapshot(peer, this.#account, this.world.clock);
    await peer.load(new LocalSnapshots(store, peer.institution.id, new Uint8Array(32)));
    own.hear(this.#key === null ? [] : [this.#key]);
    await own.take();
    return { peer, ...this.#fold(peer.institution) };
  }

  async fromNothing(): Promise<number> {
    return (await this.deviceFromNothing()).known;
  }

  /** How many of the newest month a device that had nothing shows at first. */
  async firstLook(): Promise<number> {
    const { institution, session } = this.#peer(new MemoryStore());
    const look = await firstLook({ institution, session, today: this.world.day });
    return Math.min(this.newest, this.#folded(look?.shown ?? []).notes);
  }

  async fromSnapshot(): Promise<number> {
    return (await this.deviceFromSnapshot()).known;
  }

  #hand(): Promise<SnapshotKey | null> {
    return new OwnSnapshot(this.#leader, this.#account, this.world.clock).make();
  }

  async #items(space: Bytes): Promise<LogItem[]> {
    const items: LogItem[] = [];
    for (let more = true; more;) {
      const page = await this.#leader.session.call('space/log', { space, after: items.length, limit: 1000 });
      items.push(...page.items);
      ({ more } = page);
    }
    return items;
  }

  /** The group's events, for those who have its keys in hand. */
  async events(): Promise<EventsInHand> {
    const { id, leadership, self, replicas } = this.#leader.institution;
    const own = this.#leader.institution.replica(this.group);
    const logs = await Promise.all(replicas.map(async ({ space }) => ({ space, items: await this.#items(space) })));
    const items = logs.find(({ space }) => equalBytes(space, this.group))?.items ?? [];
    const events = items.flatMap((item) => (item.kind === 'event' ? [item] : []));
    const before = items.slice(0, items.findLastIndex(({ kind }) => kind === 'control') + 1);
    const after = items.slice(before.length);
    /** Another copy each time: control logs folded, keys known, no event of the last epoch taken. */
    const prepared = (): Institution => {
      const institution = new Institution(id, leadership, self);
      for (const { space, items: all } of logs) {
        const replica = institution.open(space, 'full');
        for (const item of equalBytes(space, this.group) ? before : all)
          institution.take(replica, item, this.world.day);
        const { state } = replica;
        for (const bucket of state?.buckets.values() ?? []) {
          const key = own?.keys.bucket(bucket.id) ?? null;
          if (state !== null && key !== null) replica.keys.takeBucket(state, bucket.id, key);
        }
      }
      return institution;
    };
    const run = (institution: Institution): number => {
      const replica = institution.open(this.group, 'full');
      for (const item of after) institution.take(replica, item, this.world.day);
      return this.#fold(institution).known;
    };
    const bare = events.flatMap((event) => {
      const key = own?.keys.eventKey(event) ?? null;
      return key === null ? [] : [bareOf(id, this.group, event, key, self.keys.sign.publicKey)];
    });
    return { prepared, run, runBare: () => bare.reduce((sum, each) => sum + openBare(each), 0) };
  }
}

export interface EventsInHand {
  prepared: () => Institution;
  /** Checks, verifies, decrypts and folds; how many notes come of it. */
  run: (institution: Institution) => number;
  /** Opens and verifies the same bytes by libsodium alone; how many. */
  runBare: () => number;
}

interface Bare {
  key: Bytes;
  aad: Bytes;
  nonce: Bytes;
  sealed: Bytes;
  publicKey: Bytes;
  signature: Bytes;
  signed: Bytes;
}

function bareOf(institution: Bytes, space: Bytes, event: SealedEvent, key: Bytes, publicKey: Bytes): Bare {
  const aad = eventAad(institution, space, event);
  const opened = decryptEvent({ aad, eventKey: key }, event.bytes);
  if ('failed' in opened) throw new Error('not an event');
  const signed = ctx('event-signature', hash(aad), hash(opened.core));
  const [nonce, sealed] = [event.bytes.slice(0, 24), event.bytes.slice(24)];
  return { key, aad, nonce, sealed, publicKey, signature: opened.signature, signed };
}

function openBare({ key, aad, nonce, sealed, publicKey, signature, signed }: Bare): number {
  lib().crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key);
  return lib().crypto_sign_verify_detached(signature, signed, publicKey) ? 1 : 0;
}

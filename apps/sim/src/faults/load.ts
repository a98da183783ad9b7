/**
 * The load: devices of real clients that write one thing after another, texts and files, and remember what was acknowledged. What does not get
 * through is tried again until it does, as a client's outbox does.
 * @module
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { uploadBlob } from '@obhut/sync/blobs/upload.ts';
import { downloadBlob, type BlobFact } from '@obhut/sync/blobs/download.ts';
import { utteranceOf } from '@obhut/sync/engine/device-of.ts';
import type { Peer } from '@obhut/sync/engine/peer.ts';
import { isUnreachable } from '@obhut/sync/engine/unreachable.ts';
import { clock, type Founder } from '../member.ts';
import { Broken } from './fault.ts';
import type { Found } from './numbers.ts';
import { randomBytes } from './random.ts';

/** Every so many texts comes a file. */
const textsPerFile = 12;
const fileBytes = 150_000;
const pauseMs = 50;

interface File extends BlobFact {
  space: Bytes;
  blob: Bytes;
  plain: string;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export class Load {
  readonly #founder: Founder;
  readonly #events: string[] = [];
  readonly #files: File[] = [];
  readonly #work: Promise<unknown>;
  #isOver = false;
  #isGivenUp = false;
  /** How often the server was out of reach for somebody. */
  unreached = 0;

  /** A writer for each of the founder's groups. */
  constructor(founder: Founder) {
    this.#founder = founder;
    this.#work = Promise.all(founder.groups.map((space) => this.#write(founder.newDevice(), space)));
    // It is waited for later; until then its failure is nobody's.
    this.#work.catch(() => undefined);
  }

  get acknowledged(): number {
    return this.#events.length + this.#files.length;
  }

  /** Resolves when so many more were acknowledged. `what`: how it is called where that does not happen. */
  async grows(by: number, withinMs: number, what: string): Promise<void> {
    const [least, deadline] = [this.acknowledged + by, Date.now() + withinMs];
    while (this.acknowledged < least) {
      if (Date.now() > deadline) throw new Broken(what);
      await Promise.race([this.#work, sleep(5)]);
    }
  }

  /** Resolves when the server was out of reach for somebody more often than `before`. */
  async stalls(before: number, withinMs: number, what: string): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (this.unreached <= before) {
      if (Date.now() > deadline) throw new Broken(what);
      await Promise.race([this.#work, sleep(5)]);
    }
  }

  /** Resolves when the last word was acknowledged. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#work;
  }

  /** Nobody tries again: the server is going. */
  giveUp(): void {
    this.#isOver = true;
    this.#isGivenUp = true;
  }

  /** What a device that knows nothing finds of what was acknowledged. Throws {@link Broken} where a space does not verify. */
  async check(): Promise<Found> {
    const fresh = this.#founder.newDevice();
    await fresh.refresh();
    const stopped = fresh.institution.replicas.filter(
      (replica) => replica.stopped !== null || replica.rejected.length > 0,
    );
    if (stopped.length > 0) throw new Broken(`${stopped.length} spaces do not verify`);
    const counts = await eventsOf(fresh);
    const lostEvents = this.#events.filter((id) => !counts.has(id)).length;
    let lostFiles = 0;
    for (const file of this.#files) if (!(await isThere(fresh, file))) lostFiles += 1;
    const lost = lostEvents + lostFiles;
    const twice = [...counts.values()].filter((count) => count > 1).length;
    const { acknowledged } = this;
    return { acknowledged, found: acknowledged - lost, lost, twice, files: this.#files.length };
  }

  async #write(peer: Peer, space: Bytes): Promise<void> {
    await this.#untilDone(() => peer.refresh());
    for (let count = 1; !this.#isOver; count++) {
      if (count % textsPerFile === 0) await this.#send(peer, space);
      const utterance = utteranceOf(`text ${count}`, clock.now());
      await this.#untilDone(async () => {
        if (!(await peer.say(space, utterance))) throw new Broken('a space stopped for a writer');
      });
      this.#events.push(toHex(utterance.id));
    }
  }

  async #send(peer: Peer, space: Bytes): Promise<void> {
    const [blob, key, bytes] = [randomBytes(16), randomBytes(32), randomBytes(fileBytes)];
    const plain = {
      size: bytes.length,
      async *read(from: number) {
        yield await Promise.resolve(bytes.subarray(from));
      },
    };
    await this.#untilDone(async () => {
      const { size, hash } = await uploadBlob(peer.session, { space, blob, expiry: 0 }, key, plain);
      this.#files.push({ space, blob, key, size, hash, plain: sha256(bytes) });
    });
  }

  /** Anything but a server that is out of reach is a failure of the fault. */
  async #untilDone(work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isUnreachable(error) || this.#isGivenUp) throw error;
        this.unreached += 1;
        await sleep(pauseMs);
      }
    }
  }
}

async function eventsOf(peer: Peer): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { space } of peer.institution.replicas) {
    for (let after = 0, more = true; more;) {
      const page = await peer.session.call('space/log', { space, after, limit: 1000 });
      for (const item of page.items) {
        after = item.seq;
        if (item.kind === 'event') counts.set(toHex(item.event), (counts.get(toHex(item.event)) ?? 0) + 1);
      }
      more = page.more;
    }
  }
  return counts;
}

async function isThere(peer: Peer, file: File): Promise<boolean> {
  const hashing = createHash('sha256');
  try {
    for await (const part of downloadBlob(peer.session, file, file)) hashing.update(part);
  } catch (error) {
    if (isUnreachable(error)) throw error;
    return false;
  }
  return hashing.digest('hex') === file.plain;
}

/**
 * Sends the files of what waits, beside everything else that the device does: an event goes out when the server has all of its files. Breaks,
 * reloads and days without a network only delay it.
 * @module
 */
import { sealedSize, StreamError } from '@obhut/crypto/stream.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { uploadSealed } from '../blobs/upload.ts';
import type { BlobShelf } from '../blobs/blob-shelf.ts';
import type { Outbox, Waiting } from '../engine/outbox.ts';
import type { Peer } from '../engine/peer.ts';
import { isUnreachable } from '../engine/unreachable.ts';
import type { Failure } from '../failure.ts';
import type { BlobRef } from '../space/fact.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/** Bytes of ciphertext. */
export interface UploadProgress {
  sent: number;
  of: number;
}

export interface UploadEvents {
  /** A number has changed. */
  changed: () => void;
  /** The server has all files of an event. */
  complete: () => void;
  /** They cannot be sent as it stands, and wait on the device. */
  refused: (space: string, why: Failure | 'not-sent') => void;
}

/** The person does not want it sent any more, or has logged out. */
class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/** Too many at once, or others were faster: it goes through later. */
function isForNow(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'too-many-requests' || error.code === 'conflict');
}

function reasonOf(error: unknown): Failure | 'not-sent' {
  if (error instanceof StreamError) return 'file-gone';
  if (!(error instanceof ApiError)) throw error;
  return error.code === 'quota-exceeded' ? 'quota-exceeded' : 'not-sent';
}

function total(blobs: readonly BlobRef[]): number {
  return blobs.reduce((sum, { size }) => sum + sealedSize(size), 0);
}

export class Uploads {
  readonly #shelf: BlobShelf;
  readonly #events: UploadEvents;
  /** Keys of waiting events whose files the server has. */
  readonly #complete = new Set<string>();
  readonly #sent = new Map<string, number>();
  #isRunning = false;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #pauseMs = firstPauseMs;

  constructor(shelf: BlobShelf, events: UploadEvents) {
    this.#shelf = shelf;
    this.#events = events;
  }

  /** Whether nothing of its files is still to be sent. */
  isComplete({ key, entry }: Waiting): boolean {
    return (entry.blobs ?? []).length === 0 || this.#complete.has(key);
  }

  /** Null where there is nothing to upload. */
  progress({ key, entry }: Waiting): UploadProgress | null {
    const of = total(entry.blobs ?? []);
    return of === 0 ? null : { sent: this.#complete.has(key) ? of : (this.#sent.get(key) ?? 0), of };
  }

  /** To be called whenever the server can be reached, and when something new waits. */
  start(peer: Peer, outbox: Outbox): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#isRunning || this.#isStopped) return;
    this.#isRunning = true;
    void this.#run(peer, outbox);
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #run(peer: Peer, outbox: Outbox): Promise<void> {
    const tried = new Set<string>();
    const next = () => outbox.waiting.find((waiting) => !tried.has(waiting.key) && !this.isComplete(waiting));
    let isBroken = false;
    for (let waiting = next(); waiting !== undefined && !isBroken; waiting = next()) {
      tried.add(waiting.key);
      isBroken = !(await this.#sendAll(peer, outbox, waiting));
    }
    this.#isRunning = false;
    if (isBroken) this.#later(peer, outbox);
    else if (next() === undefined) this.#pauseMs = firstPauseMs;
  }

  #later(peer: Peer, outbox: Outbox): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => this.start(peer, outbox), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  #isWanted(outbox: Outbox, key: string): boolean {
    return !this.#isStopped && outbox.waiting.some((one) => one.key === key);
  }

  /** False: the server is out of reach. */
  async #sendAll(peer: Peer, outbox: Outbox, waiting: Waiting): Promise<boolean> {
    const { key, entry } = waiting;
    try {
      let before = 0;
      for (const blob of entry.blobs ?? []) {
        await this.#send(peer, entry, blob, (sent) => {
          if (!this.#isWanted(outbox, key)) throw new Abandoned();
          this.#sent.set(key, before + sent);
          this.#events.changed();
        });
        before += sealedSize(blob.size);
        this.#sent.set(key, before);
      }
      this.#complete.add(key);
      this.#events.complete();
      return true;
    } catch (error) {
      if (error instanceof Abandoned || !this.#isWanted(outbox, key)) return true;
      if (isUnreachable(error) || isForNow(error)) return false;
      this.#events.refused(toHex(entry.space), reasonOf(error));
      return true;
    }
  }

  async #send(peer: Peer, entry: Waiting['entry'], ref: BlobRef, progress: (sent: number) => void): Promise<void> {
    const placed = { space: entry.space, blob: ref.id, expiry: entry.expiry };
    const read = (from: number) => this.#shelf.read(toHex(ref.id), from);
    await uploadSealed(peer.session, placed, { size: sealedSize(ref.size), hash: ref.hash, read }, progress);
  }
}

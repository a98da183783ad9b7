/**
 * The files of one account on this device: those that are to be sent, and those that are kept of what the server has.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { BlobCache } from '../blobs/cache.ts';
import { BlobShelf } from '../blobs/blob-shelf.ts';
import { hold, holdCopy } from '../blobs/hold.ts';
import { filesOf, thumbnailOf, tidyName } from '../blobs/parts.ts';
import type { WaitingEvent } from '../client.ts';
import type { Outbox, OutboxEntry, Waiting } from '../engine/outbox.ts';
import type { Clock, Peer } from '../engine/peer.ts';
import { ClientError } from '../failure.ts';
import type { BlobRef } from '../space/fact.ts';
import type { Store } from '../store/store.ts';
import type { Cleaner } from './cleaner.ts';
import type { TakenFile } from './file-commands.ts';
import { Uploads, type UploadEvents } from './uploads.ts';

const dayMs = 86_400_000;
/** Of one event, thumbnails included (protocol.md, section 6). */
const mostBlobs = 100;

interface Parts {
  store: Store;
  clock: Clock;
  cleaner?: Cleaner;
  mostCachedBytes?: number;
}

function namesOf(blobs: readonly BlobRef[]): string[] {
  return blobs.map(({ id }) => toHex(id));
}

export class Files {
  readonly uploads: Uploads;
  readonly cache: BlobCache;
  readonly #shelf: BlobShelf;
  readonly #parts: Parts;
  #outbox: Outbox | null = null;

  constructor(parts: Parts, accountSecret: Bytes, events: UploadEvents) {
    this.#parts = parts;
    this.#shelf = new BlobShelf(parts.store, accountSecret);
    this.cache = new BlobCache(this.#shelf, parts.mostCachedBytes);
    this.uploads = new Uploads(this.#shelf, events);
  }

  /** What was taken in a day ago and goes with nothing that waits leaves the device. */
  async load(outbox: Outbox): Promise<void> {
    this.#outbox = outbox;
    await this.#shelf.load();
    const since = this.#parts.clock.now() - dayMs;
    const waiting = this.#waiting();
    const forgotten = [...this.#shelf.rows].filter(
      ([blob, { state, at }]) => state === 'held' && at < since && !waiting.has(blob),
    );
    await this.#shelf.drop(forgotten.map(([blob]) => blob));
  }

  #waiting(): Set<string> {
    return new Set((this.#outbox?.waiting ?? []).flatMap(({ entry }) => namesOf(entry.blobs ?? [])));
  }

  /** Rejects with {@link ClientError} or `StorageFullError`; then nothing of it stays. */
  async take(file: Blob, name: string): Promise<TakenFile> {
    if (file.size === 0) throw new ClientError('file-empty');
    const clean = await this.#parts.cleaner?.(file, name);
    if (clean === undefined) throw new ClientError('not-allowed');
    const now = this.#parts.clock.now();
    const small = { mediaType: 'image/jpeg', name: thumbnailOf(0), thumbnail: null };
    const thumbnail = clean.thumbnail === null ? null : await hold(this.#shelf, clean.thumbnail, small, now);
    const { mediaType } = clean;
    const what = { mediaType, name: tidyName(clean.name), thumbnail: thumbnail?.id ?? null };
    try {
      const { id, size } = await hold(this.#shelf, clean.content, what, now);
      return { id: toHex(id), name: what.name, mediaType, size, thumbnail: clean.thumbnail };
    } catch (error) {
      if (thumbnail !== null) await this.#shelf.drop([toHex(thumbnail.id)]);
      throw error;
    }
  }

  /** What was taken in, once more for another event. Rejects as {@link take}, and with `file-gone`; then no copy stays. */
  async copies(files: readonly string[]): Promise<string[]> {
    const made: string[] = [];
    try {
      for (const blob of files) made.push(await this.#copy(blob));
      return made;
    } catch (error) {
      for (const blob of made) await this.dropTaken(blob);
      throw error;
    }
  }

  async #copy(blob: string): Promise<string> {
    const row = this.#shelf.rows.get(blob);
    if (row?.state !== 'held' || row.ref === null) throw new ClientError('file-gone');
    const now = this.#parts.clock.now();
    const small = row.thumbnail === null ? null : (this.#shelf.rows.get(toHex(row.thumbnail))?.ref ?? null);
    const thumbnail = small === null ? null : await holdCopy(this.#shelf, small, null, now);
    try {
      return toHex((await holdCopy(this.#shelf, row.ref, thumbnail?.id ?? null, now)).id);
    } catch (error) {
      if (thumbnail !== null) await this.#shelf.drop([toHex(thumbnail.id)]);
      throw error;
    }
  }

  async dropTaken(blob: string): Promise<void> {
    const row = this.#shelf.rows.get(blob);
    if (row?.state !== 'held' || this.#waiting().has(blob)) return;
    await this.#shelf.drop(row.thumbnail === null ? [blob] : [blob, toHex(row.thumbnail)]);
  }

  /** What an event says of these files: all of them, then their thumbnails. Rejects what is not here, or goes with another event. */
  refs(files: readonly string[]): BlobRef[] {
    const waiting = this.#waiting();
    const held = files.map((blob) => {
      const row = this.#shelf.rows.get(blob);
      if (row === undefined || row.ref === null || waiting.has(blob)) throw new ClientError('file-gone');
      return { ref: row.ref, thumbnail: row.thumbnail };
    });
    const thumbnails = held.flatMap(({ thumbnail }, index) => {
      const ref = thumbnail === null ? null : (this.#shelf.rows.get(toHex(thumbnail))?.ref ?? null);
      return ref === null ? [] : [{ ...ref, name: thumbnailOf(index) }];
    });
    const refs = [...held.map(({ ref }) => ref), ...thumbnails];
    if (refs.length > mostBlobs) throw new ClientError('too-large');
    return refs;
  }

  /** The server has it: from now on its files are only kept. */
  async sent({ blobs = [] }: OutboxEntry): Promise<void> {
    for (const { id, size } of blobs) {
      const row = { state: 'cached' as const, size, at: this.#parts.clock.now(), ref: null, thumbnail: null };
      if (this.#shelf.rows.has(toHex(id))) await this.#shelf.put(toHex(id), row);
    }
    if (blobs.length > 0) await this.cache.fit(0);
  }

  /** It is not sent. */
  async forget({ blobs = [] }: OutboxEntry): Promise<void> {
    await this.#shelf.drop(namesOf(blobs));
  }

  /** Keeps nothing of which no fact is left. To be called when everything was read. */
  async sweep(peer: Peer): Promise<void> {
    const cached = [...this.#shelf.rows].flatMap(([blob, { state }]) => (state === 'cached' ? [blob] : []));
    if (cached.length === 0) return;
    const living = new Set(
      peer.institution.replicas.flatMap(({ facts }) => facts.flatMap(({ blobs }) => namesOf(blobs))),
    );
    await this.#shelf.drop(cached.filter((blob) => !living.has(blob)));
  }
}

/** What waits, as screens are shown it. */
export function waitingView(waiting: Waiting, files: Files | null): WaitingEvent {
  const { id, space, type, body, blobs = [] } = waiting.entry;
  const upload = files?.uploads.progress(waiting) ?? null;
  return { id: toHex(id), space: toHex(space), type, body, files: filesOf(blobs), upload };
}

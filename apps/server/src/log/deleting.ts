/**
 * Drops the ciphertext of an event that another one deletes. The server cannot read either: the deletion's id says what it deletes.
 * @module
 */
import { deletedSeq, deletionId } from '@obhut/protocol/deletion.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import type { Pool } from 'pg';
import type { Blobs } from '../blobs/blobs.ts';
import type { BlobStore } from '../blobs/store.ts';
import { today, type Clock } from '../clock.ts';
import { deleteBlobs, deleteEvent, readEventId } from '../db/deleting.ts';
import { asPersona, type Who } from '../db/query.ts';

export interface DeletingParts {
  pool: Pool;
  clock: Clock;
  store: Pick<BlobStore, 'remove'>;
  blobs: Pick<Blobs, 'forget'>;
}

export class Deleting {
  readonly #parts: DeletingParts;

  constructor(parts: DeletingParts) {
    this.#parts = parts;
  }

  /** Rejects with `ApiError`. Said again, it does what is left to do. */
  async delete(who: Who, { space, seq, blobs }: RequestOf<'event/delete'>): Promise<void> {
    const { pool, clock, store } = this.#parts;
    const files = await asPersona(pool, who, today(clock), async (db) => {
      const found = await readEventId(db, who.institution, space, seq);
      if (found === undefined) throw new ApiError('not-found');
      if (found.event !== null) {
        // What that one deleted would come back.
        if (deletedSeq(space, found.event) !== null) throw new ApiError('refused', 'deletion');
        if (!(await deleteEvent(db, space, seq, deletionId(space, seq)))) throw new ApiError('refused', 'right');
      }
      return blobs.length === 0 ? [] : await deleteBlobs(db, space, blobs);
    });
    for (const blob of blobs) this.#parts.blobs.forget(who, space, blob);
    for (const name of files) await store.remove(name);
  }
}

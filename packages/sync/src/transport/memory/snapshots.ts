/**
 * Snapshots of the server in memory: one of each persona, until it is over.
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { graceDays } from '@obhut/protocol/expiry.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import type { StoredSnapshot } from '@obhut/protocol/snapshot-routes.ts';

export class MemorySnapshots {
  readonly #stored = new Map<string, StoredSnapshot>();

  read(persona: Bytes, today: number): ResponseOf<'snapshot/read'> {
    const found = this.#stored.get(toHex(persona));
    const isAlive = found !== undefined && (found.until === 0 || found.until >= today);
    return { snapshot: isAlive ? found : null };
  }

  write(
    { before, snapshot }: RequestOf<'snapshot/write'>,
    persona: Bytes,
    today: number,
  ): ResponseOf<'snapshot/write'> {
    if (snapshot.until !== 0 && snapshot.until < today) throw new ApiError('refused', 'expiry');
    const found = this.read(persona, today).snapshot;
    const isNext = before === null ? found === null : found !== null && equalBytes(found.tag, before);
    if (!isNext) throw new ApiError('conflict', 'tag');
    this.#stored.set(toHex(persona), snapshot);
    return {};
  }

  /** `isMember`: of anything, by hex id. */
  shred(today: number, isMember: (persona: string) => boolean): void {
    for (const [persona, { until }] of this.#stored)
      if ((until !== 0 && until < today - graceDays) || !isMember(persona)) this.#stored.delete(persona);
  }

  *dump(): Generator<Bytes> {
    for (const { tag, bytes } of this.#stored.values()) yield* [tag, bytes];
  }
}

/**
 * What was deleted before its day, and by whose word: tombstones wait here for the event that excuses them.
 * @module
 */
import { deletedSeq, mayDelete, type Deletable } from '@obhut/protocol/deletion.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { uint, id } from '@obhut/protocol/fields.ts';
import { atLeast, type Role } from '@obhut/protocol/kinds.ts';
import * as z from 'zod/mini';
import type { Core } from './fact.ts';
import type { GoneItem } from './ingested.ts';

export const deletedType = 'event/deleted@1';
export const deletedBody = z.strictObject({ seq: uint, event: z.string().check(z.maxLength(32)), blobs: z.array(id) });
export type DeletedBody = z.infer<typeof deletedBody>;

/** An event that deletes says so in its id and in its content, and names the same in both. `named`: by its id; null: that of none that deletes. */
export function saysWhatItsIdSays({ type, body }: Core, named: number | null): boolean {
  if (named === null) return type !== deletedType;
  const parsed = deletedBody.safeParse(body);
  return type === deletedType && parsed.success && parsed.data.seq === named;
}

/** Somebody's word that the event at `named` is deleted. */
export interface Word {
  named: number;
  deletion: Deletable;
  isAdmin: boolean;
}

export class Deletions {
  /** By the seq that they name. */
  readonly #words = new Map<number, Word[]>();
  /** What deletes is not deleted itself: what it deleted would come back. */
  readonly #deleting = new Set<number>();
  /** Events of which a tombstone is left, though they are not over. */
  readonly #owed = new Map<number, GoneItem>();

  /** By public data alone; null: it deletes nothing. `role`: its author's. */
  hear(space: Bytes, { seq, event, author, expiry }: Deletable & { event: Bytes }, role: Role): Word | null {
    const named = deletedSeq(space, event);
    const word = named === null ? null : { named, deletion: { seq, author, expiry }, isAdmin: atLeast(role, 'admin') };
    if (word === null || this.#deleting.has(seq)) return word;
    this.#deleting.add(seq);
    this.#words.set(word.named, [...(this.#words.get(word.named) ?? []), word]);
    return word;
  }

  get words(): Word[] {
    return [...this.#words.values()].flat();
  }

  /** Those that a snapshot has kept. */
  resume(words: readonly Word[]): void {
    for (const word of words) {
      this.#deleting.add(word.deletion.seq);
      this.#words.set(word.named, [...(this.#words.get(word.named) ?? []), word]);
    }
  }

  /** Nothing is missing that the log must still excuse. */
  get isSettled(): boolean {
    return this.#owed.size === 0;
  }

  owe(target: GoneItem): void {
    this.#owed.set(target.seq, target);
  }

  deletes({ deletion, isAdmin }: Word, target: Deletable): boolean {
    return !this.#deleting.has(target.seq) && mayDelete(deletion, isAdmin, target);
  }

  /**
   * At the head of the log: the first event that is missing and that nobody has deleted. An author can leave a deletion that does not verify, and an
   * honest server acts by it: that is rejected and named, and stops nobody.
   */
  missing(isOver: (expiry: number) => boolean): GoneItem | null {
    for (const target of this.#owed.values()) {
      const isExcused = (this.#words.get(target.seq) ?? []).some((word) => this.deletes(word, target));
      if (isExcused || isOver(target.expiry)) this.#owed.delete(target.seq);
    }
    return [...this.#owed.values()][0] ?? null;
  }
}

/**
 * How far a device has read, of what there is for it.
 * @module
 */
import type { SpaceHead } from '@obhut/protocol/routes.ts';
import type { Institution } from '../institution.ts';
import type { Replica } from '../space/replica.ts';

/** Items that it has, of how many that there are for it, as far as that is known. */
export interface Reading {
  done: number;
  total: number;
}

/** Of a space that is not read as a whole: control records. */
function itemsOf({ access, seq, state }: Replica): number {
  return access === 'full' ? seq : (state?.hashes.length ?? 0);
}

/** Those of which there is more than it has. */
export function behind(institution: Institution, heads: readonly SpaceHead[]): Replica[] {
  return heads.flatMap((head) => {
    const replica = institution.replica(head.space);
    if (replica === undefined || replica.stopped !== null) return [];
    return itemsOf(replica) < (replica.access === 'full' ? head.seq : head.index) ? [replica] : [];
  });
}

/** Until it has read everything once. */
export class FirstReading {
  /** Everything that there was has been read on this device, once at least. */
  isOver = false;
  #total = 0;

  /** As the server says how much there is. */
  expect(spaces: readonly SpaceHead[]): void {
    this.#total = spaces.reduce((sum, { access, seq, index }) => sum + (access === 'full' ? seq : index), 0);
  }

  /** Null: it is over. */
  of(replicas: readonly Replica[]): Reading | null {
    if (this.isOver) return null;
    const done = replicas.reduce((sum, replica) => sum + itemsOf(replica), 0);
    return { done, total: Math.max(done, this.#total) };
  }
}

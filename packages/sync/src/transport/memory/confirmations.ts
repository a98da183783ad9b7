/**
 * Of which newest keys members of the staff have said, at the server in memory, that they open.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';

export class MemoryConfirmations {
  readonly #rows = new Map<string, { space: string; member: Bytes; epoch: number; day: number }>();

  /** Said again of the same epoch, the first day counts. */
  put(space: Bytes, epoch: number, member: Bytes, day: number): void {
    const key = `${toHex(space)} ${toHex(member)}`;
    if (this.#rows.get(key)?.epoch !== epoch) this.#rows.set(key, { space: toHex(space), member, epoch, day });
  }

  /** Who has, by that day. */
  of(space: Bytes, epoch: number, until: number): Bytes[] {
    return [...this.#rows.values()].flatMap((row) =>
      row.space === toHex(space) && row.epoch === epoch && row.day <= until ? [row.member] : [],
    );
  }
}

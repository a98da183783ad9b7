/**
 * What members of the server in memory have asked for: the last word of each about each space.
 * @module
 */
import { askDays, type Ask } from '@obhut/protocol/asks.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';

export class MemoryAsks {
  readonly #asks = new Map<string, { ask: Ask; day: number }>();

  put({ space, epoch, need }: RequestOf<'key/ask'>, member: Bytes, day: number): void {
    const key = `${toHex(space)} ${toHex(member)}`;
    if (need === 'nothing') this.#asks.delete(key);
    else this.#asks.set(key, { ask: { space, epoch, member, need }, day });
  }

  list(isOpen: (space: Bytes) => boolean): Ask[] {
    return [...this.#asks.values()].flatMap(({ ask }) => (isOpen(ask.space) ? [ask] : []));
  }

  isAsked(space: Bytes, epoch: number): boolean {
    return [...this.#asks.values()].some(({ ask }) => equalBytes(ask.space, space) && ask.epoch === epoch);
  }

  shred(today: number): void {
    for (const [key, { day }] of this.#asks) if (day < today - askDays) this.#asks.delete(key);
  }
}

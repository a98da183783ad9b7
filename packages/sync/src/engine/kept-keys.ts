/**
 * Boxes and entries as this device has kept them: those of many spaces at once, before each space is opened; else one after the other. What was read
 * ahead is handed out once.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Replica } from '../space/replica.ts';
import { placeOf } from './keys-ahead.ts';
import type { Sealed, Shelf } from './shelf.ts';

type Table = 'box' | 'entry';

function nameOf(table: Table, space: Bytes, epoch: number): string {
  return `${table} ${toHex(space)} ${epoch}`;
}

export class KeptKeys {
  readonly #shelf: Shelf;
  readonly #ahead = new Map<string, readonly Sealed[]>();

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  async readAhead(replicas: readonly Replica[], today: number): Promise<void> {
    this.#ahead.clear();
    const read = async (table: Table, { space, epoch }: { space: Bytes; epoch: number }): Promise<void> =>
      void this.#ahead.set(nameOf(table, space, epoch), await this.#shelf.sealed(table, space, epoch));
    const places = replicas.flatMap((replica) => placeOf(replica, today) ?? []);
    await Promise.all(places.flatMap((place) => [read('box', place), read('entry', place)]));
  }

  async of(table: Table, space: Bytes, epoch: number): Promise<readonly Sealed[]> {
    const name = nameOf(table, space, epoch);
    const ahead = this.#ahead.get(name);
    this.#ahead.delete(name);
    return ahead ?? (await this.#shelf.sealed(table, space, epoch));
  }
}

/**
 * Boxes and entries as the server has them: those of many spaces in one call, before each space is opened; else one call each. What was
 * fetched ahead is handed out once, so that asking again asks the server.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { mostPlaces, type StoredBox, type StoredEntry } from '@obhut/protocol/routes.ts';
import { currentEpoch } from '@obhut/protocol/state.ts';
import type { Replica } from '../space/replica.ts';
import type { Session } from './session.ts';

/** With fewer, each is asked for by itself. */
const many = 8;

function nameOf(space: Bytes, epoch: number): string {
  return `${toHex(space)} ${epoch}`;
}

/** Its newest epoch, of which something is still to be opened; null: nothing. */
export function placeOf(replica: Replica, today: number): { space: Bytes; epoch: number } | null {
  const { state, space, keys, access, stopped } = replica;
  const epoch = state === null || access === 'control' || stopped !== null ? null : currentEpoch(state);
  if (state === null || epoch === null) return null;
  const isOpen = keys.epoch(epoch.epoch) !== null && keys.missing(state, today).length === 0;
  return isOpen ? null : { space, epoch: epoch.epoch };
}

export class KeysAhead {
  readonly #session: Session;
  readonly #boxes = new Map<string, readonly StoredBox[]>();
  readonly #entries = new Map<string, readonly StoredEntry[]>();

  constructor(session: Session) {
    this.#session = session;
  }

  async fetch(replicas: readonly Replica[], today: number): Promise<void> {
    this.#boxes.clear();
    this.#entries.clear();
    const places = replicas.flatMap((replica) => placeOf(replica, today) ?? []);
    if (places.length < many) return;
    for (let at = 0; at < places.length; at += mostPlaces) {
      const { keys } = await this.#session.call('space/keys', { places: places.slice(at, at + mostPlaces) });
      for (const { space, epoch, boxes, entries } of keys) {
        this.#boxes.set(nameOf(space, epoch), boxes);
        this.#entries.set(nameOf(space, epoch), entries);
      }
    }
  }

  async boxes(space: Bytes, epoch: number): Promise<readonly StoredBox[]> {
    const fetched = this.#boxes.get(nameOf(space, epoch));
    this.#boxes.delete(nameOf(space, epoch));
    return fetched ?? (await this.#session.call('space/boxes', { space, epoch })).boxes;
  }

  async entries(space: Bytes, epoch: number): Promise<readonly StoredEntry[]> {
    const fetched = this.#entries.get(nameOf(space, epoch));
    this.#entries.delete(nameOf(space, epoch));
    return fetched ?? (await this.#session.call('space/entries', { space, epoch })).entries;
  }
}

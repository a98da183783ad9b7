/**
 * Homes in a browser: a database for each account, and one for the keys of all, which no script can read. The room without a name is the
 * one of the time when a browser had one account: it stays where it is.
 * @module
 */
import { deleteDB } from 'idb';
import { openIndexedDbStore } from '../store/indexeddb.ts';
import type { Store } from '../store/store.ts';
import { isTablet } from '../tablet/kept.ts';
import { indexedDbDeviceKeys } from './device-keys-indexeddb.ts';
import { keptAccount, unlockDevice, type DeviceKeys } from './device.ts';
import { Homes, type Rooms } from './homes.ts';

const firstRoom = '';
const adoptedKey = { table: 'meta', key: 'adopted' } as const;

class IndexedDbRooms implements Rooms {
  readonly #name: string;
  readonly #open = new Map<string, Promise<Store>>();

  /** `name`: one for each installation. */
  constructor(name: string) {
    this.#name = name;
  }

  #database(room: string): string {
    return room === firstRoom ? this.#name : `${this.#name}-${room}`;
  }

  store(room: string): Promise<Store> {
    const known = this.#open.get(room);
    if (known !== undefined) return known;
    const opening = openIndexedDbStore(this.#database(room));
    this.#open.set(room, opening);
    return opening;
  }

  keys(room: string): DeviceKeys {
    return indexedDbDeviceKeys(`${this.#name}-device`, room === firstRoom ? 'device' : room);
  }

  async remove(room: string): Promise<void> {
    const open = await this.#open.get(room);
    this.#open.delete(room);
    open?.close();
    await deleteDB(this.#database(room));
  }
}

/** The tablet, or whoever was the one account, of this browser goes on to be the one that is there, with everything that is theirs. */
async function adoptFirst(homes: Homes, rooms: Rooms): Promise<void> {
  const store = await rooms.store(firstRoom);
  if (await isTablet(store)) return void (await homes.becomeTablet(firstRoom));
  const account = await keptAccount(store);
  if (account === null) return await rooms.remove(firstRoom);
  const opened = await unlockDevice(store, rooms.keys(firstRoom));
  const login = opened?.login ?? '';
  await homes.adopt({ account, room: firstRoom, name: login, login, state: opened === null ? 'locked' : 'open' });
}

export async function indexedDbHomes(name: string): Promise<Homes> {
  const rooms = new IndexedDbRooms(name);
  const directory = await openIndexedDbStore(`${name}-accounts`);
  const homes = new Homes(directory, rooms);
  if ((await directory.get(adoptedKey.table, adoptedKey.key)) === null) {
    await adoptFirst(homes, rooms);
    await directory.write([{ ...adoptedKey, put: Uint8Array.of(1) }]);
  }
  return homes;
}

/**
 * Which accounts live on this device: each in a store of its own, under a key of its own. What stands here is readable to whoever has the
 * device, and is no more than is needed to greet somebody and to ask them for their password (docs/decisions/0025).
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { id } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import type { Change, Store } from '../store/store.ts';
import type { DeviceKeys, Home } from './device.ts';

/** Where homes are made. */
export interface Rooms {
  store(room: string): Promise<Store>;
  keys(room: string): DeviceKeys;
  /** Deletes the store. What {@link DeviceKeys.forget} leaves, stays. */
  remove(room: string): Promise<void>;
}

/** locked: its secret is not on this device. ended: so is it since another device of its owner has ended this one. */
const residentStates = ['open', 'locked', 'ended'] as const;

const resident = z.strictObject({
  account: id,
  room: z.string(),
  /** As its owner wants to be greeted. */
  name: z.string(),
  /** The name that is typed. */
  login: z.string(),
  state: z.enum(residentStates),
});
export type Resident = z.infer<typeof resident>;

const table = 'meta';
const prefix = 'account/';
const currentKey = 'current';
/** Where a shared tablet lives: no account is named like it. */
const tabletKey = 'tablet';
const tabletRoom = 'tablet';

function rowOf(row: Resident): Change {
  return { table, key: `${prefix}${toHex(row.account)}`, put: encodeCbor(row) };
}

export class Homes {
  readonly #directory: Store;
  readonly #rooms: Rooms;

  constructor(directory: Store, rooms: Rooms) {
    this.#directory = directory;
    this.#rooms = rooms;
  }

  /** For what belongs to no account here. Whoever has the device reads what is not sealed. */
  get ofDevice(): Store {
    return this.#directory;
  }

  /** By name. */
  async list(): Promise<Resident[]> {
    const rows = await this.#directory.list(table, prefix);
    return rows.map(({ bytes }) => decodeCbor(resident, bytes)).sort((a, b) => a.name.localeCompare(b.name));
  }

  async find(account: Bytes): Promise<Resident | null> {
    const bytes = await this.#directory.get(table, `${prefix}${toHex(account)}`);
    return bytes === null ? null : decodeCbor(resident, bytes);
  }

  /** Who was there last and has neither left nor locked. */
  async current(): Promise<Resident | null> {
    const account = await this.#directory.get(table, currentKey);
    return account === null ? null : await this.find(account);
  }

  /** Where an account lives, or would. */
  readonly homeOf = async (account: Bytes): Promise<Home> => {
    return await this.#homeIn((await this.find(account))?.room ?? toHex(account));
  };

  async #homeIn(room: string): Promise<Home> {
    return { store: await this.#rooms.store(room), deviceKeys: this.#rooms.keys(room) };
  }

  async #roomOfTablet(): Promise<string | null> {
    const bytes = await this.#directory.get(table, tabletKey);
    return bytes === null ? null : decodeCbor(z.string(), bytes);
  }

  /** Where this device lives as a shared tablet, apart from every account; null where it is none. */
  async tabletHome(): Promise<Home | null> {
    const room = await this.#roomOfTablet();
    return room === null ? null : await this.#homeIn(room);
  }

  /** From now on it is one. `room`: another than the usual where it lives already. */
  async becomeTablet(room = tabletRoom): Promise<Home> {
    await this.#directory.write([{ table, key: tabletKey, put: encodeCbor(room) }]);
    return await this.#homeIn(room);
  }

  /** Deletes what it has here as a tablet. */
  async removeTablet(): Promise<void> {
    const room = await this.#roomOfTablet();
    if (room === null) return;
    await this.#rooms.keys(room).forget();
    await this.#rooms.remove(room);
    await this.#directory.write([{ table, key: tabletKey, delete: true }]);
  }

  /** It is open, and the one that is there. Under the name that it has here already, or the one that was typed. */
  async enter(account: Bytes, login: string): Promise<void> {
    const known = await this.find(account);
    const name = known === null || known.name === '' ? login : known.name;
    const row: Resident = { account, room: known?.room ?? toHex(account), name, login, state: 'open' };
    await this.#directory.write([rowOf(row), { table, key: currentKey, put: account }]);
  }

  async rename(account: Bytes, name: string): Promise<void> {
    const known = await this.find(account);
    if (known !== null) await this.#directory.write([rowOf({ ...known, name })]);
  }

  /** Nobody is there any more. */
  async leave(account: Bytes, state: Resident['state']): Promise<void> {
    const known = await this.find(account);
    const row: Change[] = known === null ? [] : [rowOf({ ...known, state })];
    await this.#directory.write([...row, { table, key: currentKey, delete: true }]);
  }

  /** Deletes what it has here. */
  async remove(account: Bytes): Promise<void> {
    const room = (await this.find(account))?.room ?? toHex(account);
    await this.#rooms.keys(room).forget();
    await this.#rooms.remove(room);
    await this.#directory.write([
      { table, key: `${prefix}${toHex(account)}`, delete: true },
      { table, key: currentKey, delete: true },
    ]);
  }

  /** Writes down who lives in a room already, and is the one that is there. */
  async adopt(row: Resident): Promise<void> {
    await this.#directory.write([rowOf(row), { table, key: currentKey, put: row.account }]);
  }
}

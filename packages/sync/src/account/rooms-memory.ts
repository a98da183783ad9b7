/**
 * Homes in memory, for members that live no longer than the program.
 * @module
 */
import { MemoryStore } from '../store/memory.ts';
import { memoryDeviceKeys } from './device-keys-memory.ts';
import type { DeviceKeys, Home } from './device.ts';
import { Homes, type Rooms } from './homes.ts';

export class MemoryRooms implements Rooms {
  readonly stores = new Map<string, MemoryStore>();
  readonly #keys = new Map<string, DeviceKeys>();

  store(room: string): Promise<MemoryStore> {
    const store = this.stores.get(room) ?? new MemoryStore();
    this.stores.set(room, store);
    return Promise.resolve(store);
  }

  keys(room: string): DeviceKeys {
    const keys = this.#keys.get(room) ?? memoryDeviceKeys();
    this.#keys.set(room, keys);
    return keys;
  }

  remove(room: string): Promise<void> {
    this.stores.delete(room);
    return Promise.resolve();
  }
}

export function memoryHomes(rooms: Rooms = new MemoryRooms()): Homes {
  return new Homes(new MemoryStore(), rooms);
}

/** Where there is no account. */
export function emptyHome(): Home {
  return { store: new MemoryStore(), deviceKeys: memoryDeviceKeys() };
}

/**
 * A device with room for one account.
 * @module
 */
import { memoryDeviceKeys } from '../account/device-keys-memory.ts';
import type { HomeOf } from '../account/device.ts';
import type { Store } from '../store/store.ts';

export function homeIn(store: Store, deviceKeys = memoryDeviceKeys()): HomeOf {
  return () => Promise.resolve({ store, deviceKeys });
}

/**
 * A device's key in memory, for members that live no longer than the program.
 * @module
 */
import { createDeviceKey } from '@obhut/crypto/device-wrap.ts';
import type { DeviceKeys } from './device.ts';

export function memoryDeviceKeys(): DeviceKeys {
  let key: Promise<CryptoKey> | null = null;
  return {
    key: () => (key ??= createDeviceKey()),
    forget: () => {
      key = null;
      return Promise.resolve();
    },
  };
}

/**
 * A device's key in memory, for members that live no longer than the program.
 * @module
 */
import { createDeviceKey } from '@obhut/crypto/device-wrap.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { DeviceKeys } from './device.ts';

export function memoryDeviceKeys(): DeviceKeys {
  let key: Promise<CryptoKey> | null = null;
  const seconds = new Map<string, Bytes>();
  return {
    key: () => (key ??= createDeviceKey()),
    forget: () => {
      key = null;
      return Promise.resolve();
    },
    secondSecret: (account) => Promise.resolve(seconds.get(toHex(account)) ?? null),
    keepSecondSecret: (account, secret) => {
      seconds.set(toHex(account), secret);
      return Promise.resolve();
    },
    forgetSecondSecret: (account) => {
      seconds.delete(toHex(account));
      return Promise.resolve();
    },
  };
}

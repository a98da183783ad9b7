/**
 * The engine as it runs in a browser: over the network, on IndexedDB, with the models of all features.
 * @module
 */
import { createClient } from '@obhut/sync/client/create-client.ts';
import { clean } from './cleaning/clean.ts';
import { deviceName } from './device-name.ts';
import type { Engine } from './relay.ts';
import { surroundings } from './surroundings.ts';

export async function startEngine(): Promise<Engine> {
  return createClient({
    ...(await surroundings()),
    deviceName: deviceName(self.navigator.userAgent),
    cleaner: clean,
  });
}

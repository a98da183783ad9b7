/**
 * The engine as it runs in a browser: over the network, on IndexedDB, with the models of all features.
 * @module
 */
import { indexedDbDeviceKeys } from '@obhut/sync/account/device-keys-indexeddb.ts';
import { createClient } from '@obhut/sync/client/create-client.ts';
import { openIndexedDbStore } from '@obhut/sync/store/indexeddb.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { clean } from './cleaning/clean.ts';
import { models } from './models.ts';
import type { Engine } from './relay.ts';

const dayMs = 86_400_000;

export async function startEngine(): Promise<Engine> {
  return createClient({
    transport: new HttpTransport(self.location.origin),
    store: await openIndexedDbStore('obhut'),
    deviceKeys: indexedDbDeviceKeys('obhut-device'),
    clock: { now: () => Date.now(), today: () => Math.floor(Date.now() / dayMs) },
    models,
    cleaner: clean,
  });
}

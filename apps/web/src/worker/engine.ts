/**
 * The engine as it runs in a browser: over the network, on IndexedDB, with the models of all features.
 * @module
 */
import { indexedDbHomes } from '@obhut/sync/account/rooms-indexeddb.ts';
import { createClient } from '@obhut/sync/client/create-client.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { clean } from './cleaning/clean.ts';
import { deviceName } from './device-name.ts';
import { models } from './models.ts';
import { databases } from './newcomer.ts';
import type { Engine } from './relay.ts';
import { today } from './today.ts';

export async function startEngine(): Promise<Engine> {
  return createClient({
    transport: new HttpTransport(self.location.origin),
    homes: await indexedDbHomes(databases),
    deviceName: deviceName(self.navigator.userAgent),
    clock: { now: () => Date.now(), today },
    models,
    cleaner: clean,
  });
}

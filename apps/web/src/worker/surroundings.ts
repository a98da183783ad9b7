/**
 * What an engine stands in, in a browser: the network, IndexedDB, the clock, and the models of all features.
 * @module
 */
import { indexedDbHomes } from '@obhut/sync/account/rooms-indexeddb.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { firstLooks, models } from './models.ts';
import { databases } from './newcomer.ts';
import { today } from './today.ts';

export async function surroundings() {
  return {
    transport: new HttpTransport(self.location.origin),
    homes: await indexedDbHomes(databases),
    clock: { now: () => Date.now(), today },
    models,
    firstLooks,
  };
}

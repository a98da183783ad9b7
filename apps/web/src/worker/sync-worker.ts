/**
 * The worker of a tab.
 * @module
 */
import { ClientError } from '@obhut/sync/failure.ts';
import type { FromPage } from './messages.ts';
import { asNewcomer } from './newcomer.ts';
import { Relay } from './relay.ts';

declare const self: DedicatedWorkerGlobalScope;

const name = 'obhut-sync';

/** The libraries of the engine are large: the page is there before them. */
async function loadEngine() {
  try {
    return await import('./engine.ts');
  } catch {
    // Its file could not be fetched; this worker will not be given it again.
    throw new ClientError('offline');
  }
}

const relay = new Relay({
  id: crypto.randomUUID(),
  // The build gives the file another name whenever anything in it changes.
  build: self.location.pathname,
  channel: new BroadcastChannel(name),
  lead: (work) => void navigator.locks.request(name, work),
  startEngine: async () => (await loadEngine()).startEngine(),
  beforeEngine: asNewcomer,
  toPage: (message) => self.postMessage(message),
});

self.addEventListener('message', (event: MessageEvent<FromPage>) => relay.fromPage(event.data));
self.addEventListener('online', () => relay.fromPage({ kind: 'wake' }));

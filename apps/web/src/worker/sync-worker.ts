/**
 * The worker of a tab.
 * @module
 */
import type { FromPage } from './messages.ts';
import { asNewcomer } from './newcomer.ts';
import { Relay } from './relay.ts';

declare const self: DedicatedWorkerGlobalScope;

const name = 'obhut-sync';

const relay = new Relay({
  id: crypto.randomUUID(),
  // The build gives the file another name whenever anything in it changes.
  build: self.location.pathname,
  channel: new BroadcastChannel(name),
  lead: (work) => void navigator.locks.request(name, work),
  // The libraries of the engine are large: the page is there before them.
  startEngine: async () => (await import('./engine.ts')).startEngine(),
  beforeEngine: asNewcomer,
  toPage: (message) => self.postMessage(message),
});

self.addEventListener('message', (event: MessageEvent<FromPage>) => relay.fromPage(event.data));
self.addEventListener('online', () => relay.fromPage({ kind: 'wake' }));

/**
 * The worker of an import: the file and what is read of it stay in here.
 * @module
 */
import { Session, type ToSession } from '@obhut/intake/session.ts';

declare const self: DedicatedWorkerGlobalScope;

const session = new Session((message) => self.postMessage(message));

self.addEventListener('message', (event: MessageEvent<ToSession>) => session.ask(event.data));

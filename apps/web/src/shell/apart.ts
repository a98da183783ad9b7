/**
 * The client as those have it who speak of an institution that is not in front: it shows, and nothing is done through it, since all that is done is
 * done in front.
 * @module
 */
import type { Client } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';

/** A draft goes with who writes where. */
const still: readonly (keyof Client)[] = ['snapshot', 'states', 'beside', 'subscribe', 'bringForward', 'keepDraft'];
const stillNamed: ReadonlySet<string | symbol> = new Set(still);

const refuse = () => Promise.reject(new ClientError('not-allowed'));

export function apart(client: Client): Client {
  return new Proxy(client, {
    get: (target, name): unknown => (stillNamed.has(name) ? Reflect.get(target, name) : refuse),
  });
}

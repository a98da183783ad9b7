/**
 * Who opens Obhut for the first time is shown at once that nobody is signed in here, before the engine and its libraries have arrived.
 * @module
 */
import type { Snapshot } from '@obhut/sync/client.ts';
import { nothingKnown } from './nothing-known.ts';
import { today } from './today.ts';

/** What the engine's databases are called, or begin with. */
export const databases = 'obhut';

/** Null: somebody was here, or the browser does not say. */
export async function asNewcomer(): Promise<Snapshot | null> {
  if (typeof indexedDB.databases !== 'function') return null;
  const known = await indexedDB.databases();
  const isNew = known.every(({ name }) => name?.startsWith(databases) !== true);
  return isNew ? { ...nothingKnown, phase: 'signed-out', today: today() } : null;
}

/**
 * Whether a device is new and has not read everything so far: what it lacks may be there all the same.
 * @module
 */
import type { Snapshot } from '@obhut/sync/client.ts';

/** Without a network, what there is is shown, and a strip says that it is not everything. */
export function isStillReading({ phase, reading, connection }: Snapshot): boolean {
  return phase === 'ready' && reading !== null && (connection !== 'offline' || reading.done === 0);
}

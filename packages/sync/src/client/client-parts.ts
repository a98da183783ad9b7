/**
 * What a client is made of, and how patient it is.
 * @module
 */
import type { DeviceKeys } from '../account/device.ts';
import type { AnyModel } from '../engine/fold-models.ts';
import type { Clock } from '../engine/peer.ts';
import type { Store } from '../store/store.ts';
import type { Cleaner } from './cleaner.ts';
import type { Transport } from '../transport/transport.ts';

export interface ClientParts {
  transport: Transport;
  store: Store;
  deviceKeys: DeviceKeys;
  clock: Clock;
  models: readonly AnyModel[];
  /** Longest pause before stale spaces are rekeyed in the background, in ms. */
  mendWithinMs?: number;
  /** Longest pause before one's own other devices are told what this one has verified, in ms. */
  tellWithinMs?: number;
  /** Without one no files are taken in. */
  cleaner?: Cleaner;
  /** Most bytes of files that are kept of what the server has. */
  mostCachedBytes?: number;
  /** How long nobody has to touch a shared tablet before it locks itself, in ms. */
  lockAfterMs?: number;
}

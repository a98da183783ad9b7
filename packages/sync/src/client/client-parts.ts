/**
 * What a client is made of, and how patient it is.
 * @module
 */
import type { Home } from '../account/device.ts';
import type { Homes } from '../account/homes.ts';
import type { AnyModel } from '../engine/fold-models.ts';
import type { Limits } from '../engine/first-look.ts';
import type { Clock } from '../engine/peer.ts';
import type { Transport } from '../transport/transport.ts';
import type { Cleaner } from './cleaner.ts';
import type { InstitutionView } from '../client.ts';
import type { AccountHere } from './here-commands.ts';

export interface ClientParts {
  transport: Transport;
  homes: Homes;
  /** What a device calls itself, in the list of one's devices. */
  deviceName: string;
  clock: Clock;
  models: readonly AnyModel[];
  /** Those of them of which a new device shows the newest before it has read everything. */
  firstLooks?: readonly AnyModel[];
  firstLookLimits?: Limits;
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

/** With the home of the account, or of the tablet, that it is for. */
export interface DeviceParts extends ClientParts, Home {
  accounts: () => readonly AccountHere[];
  /** What the same account is in its institutions that are not in front. */
  standingsBeside: () => readonly (InstitutionView['standing'] | undefined)[];
  /** To be called when the server says that another device of the same person has ended this one. */
  ended: () => void;
  /** To be called when the server's vault was read while this one is at work: another device may have joined an institution. */
  vaultRead: () => void;
}

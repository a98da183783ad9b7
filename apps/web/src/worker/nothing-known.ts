/**
 * What a page knows before it has heard of its engine.
 * @module
 */
import type { Snapshot } from '@obhut/sync/client.ts';
import { nobodyHere } from '@obhut/sync/client/here-commands.ts';

export const nothingKnown: Snapshot = {
  phase: 'starting',
  login: null,
  connection: 'online',
  caughtUp: false,
  reading: null,
  institution: null,
  outbox: [],
  deleting: [],
  alarms: [],
  evidence: [],
  mending: null,
  plans: [],
  kit: null,
  isSheetDue: false,
  isKitDue: false,
  recovering: null,
  tablet: null,
  here: nobodyHere,
  today: 0,
};

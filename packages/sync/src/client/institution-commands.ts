/**
 * One account in several institutions: one of them is in front, the others are at work beside it.
 * @module
 */
import type { Snapshot, States } from '../client.ts';

/** An institution of the open account that is not in front. Everything in it is read and sent as if it were. */
export interface InstitutionBeside {
  /** Hex. */
  id: string;
  snapshot: Snapshot;
  states: States;
}

export interface InstitutionCommands {
  /** The same object as long as nothing has changed. */
  beside(): readonly InstitutionBeside[];
  /** Needs no server; the device remembers it. A letter in hand is put away. */
  bringForward(institution: string): Promise<void>;
}

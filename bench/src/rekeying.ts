/**
 * What it costs to shut one member out of a group: whoever does it, and one of those who stay.
 * @module
 */

export interface Rekeyed {
  /** Until everything that is to be sent has been made. */
  ms: number;
  /** Everything that is sent, for all members. */
  bytes: number;
  /** Until one member who stays has checked it and has the new key. */
  readMs: number;
  /** What that member has to fetch. */
  readBytes: number;
}

export interface Rekeying {
  name: string;
  /** Shuts out one member, and has another read that. */
  rekey: () => Promise<Rekeyed>;
  stop: () => void;
}

/**
 * An institution of the drill, and what is known of its people.
 * @module
 */
import type { Letter } from '@obhut/sync/client.ts';
import type { Adult } from '../../demo/cast.ts';
import type { House } from '../../demo/house.ts';
import type { Person } from '../../demo/person.ts';
import type { CanaryBook } from '../canaries.ts';
import type { Recorded } from './devices.ts';

/** A file that was sent, and who is to open it. */
export interface SentFile {
  recipient: string;
  space: string;
  event: string;
}

/** With what somebody comes in on a device that knows nothing. */
export interface Way {
  adult: Adult;
  secondSecret: string | null;
}

export interface Life {
  /** `A`, `B`. */
  key: string;
  origin: string;
  book: CanaryBook;
  house: House;
  educator: Person;
  files: SentFile[];
  /** By recipient, as it is now. */
  ways: Map<string, Way>;
  /** By recipient: the devices on which they live their day. */
  devices: Map<string, Recorded>;
}

export function member<Item>(items: readonly Item[], at: number): Item {
  const item = items[at];
  if (item === undefined) throw new RangeError(`there is no ${at}`);
  return item;
}

/** The letter of somebody who has not come. */
export function unclaimed({ house }: Life): Letter {
  return member(house.letters, house.letters.length - 1);
}

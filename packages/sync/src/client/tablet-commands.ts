/**
 * The part of the {@link Client} port that is about day teams and their shared tablets.
 * @module
 */
import type { Applied, NewSpaceDraft } from '../client.ts';

/** Why a device shows a code to another: it is to be a tablet of a day team, or somebody sets a PIN on it. */
export type TabletCode = 'tablet' | 'tablet-pin';

/** Somebody who has set a PIN on this tablet. */
export interface TabletPerson {
  /** Hex. */
  id: string;
  label: string;
  /** Tried too often: the PIN opens nothing any more. */
  isOver: boolean;
}

/** This device, where it is a shared tablet. */
export interface TabletView {
  /** The day team's space in hex. */
  day: string;
  persons: readonly TabletPerson[];
  /** Who works on it now as themselves; null: it is locked, and acts as the tablet. */
  person: string | null;
  /** It was removed: it is a member of nothing any more. */
  isOut: boolean;
}

/** `left`: tries that are left after a wrong one. */
export interface Unlocked {
  isIn: boolean;
  left: number;
}

export interface TabletCommands {
  /** A group's day team, with its first facts; by an owner. Returns its id. */
  createDayTeam(facts: NewSpaceDraft[]): Promise<string>;
  /** Somebody whom one has met helps in a day team until a UTC day; it ends by itself. */
  admitHelper(person: string, day: string, until: number, digits: string): Promise<void>;
  /** A tablet's or helper's access to a day team ends, and what it could read is rekeyed. */
  removeFromDay(day: string, member: string): Promise<void>;

  /** On the tablet, before it is one or while it is locked: a code for a signed-in device. Again: another code. */
  showTabletCode(why: TabletCode): Promise<string>;
  /** To be asked until it is in: then it is a tablet, or waits for `setPin`. */
  awaitTabletCode(): Promise<Applied>;
  /** On the signed-in device, with the code from the tablet. */
  answerTablet(why: TabletCode, code: string): Promise<void>;
  /** To be asked until it is true: then the tablet shows its digits. */
  isTabletReady(): Promise<boolean>;
  /** By who leads, with the digits from its screen: it joins the day team. Returns its id in hex. */
  admitTablet(day: string, digits: string): Promise<string>;
  /** By a person, with the digits from its screen: they may set a PIN there. `label`: their name on its first screen. */
  handPersona(digits: string, label: string): Promise<void>;

  /** On the tablet, after `handPersona`: at least six digits. Then it is unlocked. */
  setPin(digits: string): Promise<void>;
  unlockByPin(person: string, digits: string): Promise<Unlocked>;
  /** The person who is in takes their PIN from this tablet, and it is locked. */
  removePin(): Promise<void>;
  /** Forgets everything: this device is no tablet any more. */
  leaveTablet(): Promise<void>;
}

/**
 * The slots of the app: what a feature may add to it. The shell finds features by a glob and knows none by name.
 * @module
 */
import type { Snapshot, States } from '@obhut/sync/client.ts';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Part } from './part.tsx';

/**
 * As whom somebody is in front of the screen. `letter`: with a letter in hand that is open and not used so far. `carrier`: reads along with
 * leadership, or writes to everyone. `tablet`: at a group's tablet that nobody has unlocked.
 */
export type Reader = 'visitor' | 'letter' | 'guardian' | 'carrier' | 'staff' | 'tablet';

export interface PageSlot {
  /** As wouter has it: `/nachrichten/:id`. */
  path: string;
  for: readonly Reader[];
  Page: Part;
  /** For whom it is the page where one goes who asks for another's. */
  homeOf?: readonly Reader[];
  /** It is there while a new device has not read everything, and says of nothing that there is none. */
  isEarly?: true;
  /** As long as it is true there is no other page. */
  isDue?: (snapshot: Snapshot) => boolean;
}

export interface TabSlot {
  path: string;
  /** Key of the feature's messages. */
  label: string;
  icon: LucideIcon;
  order: number;
  for: readonly Reader[];
}

/** A number that waits for somebody, and what it counts, for those who hear it. */
export interface Counted {
  number: number;
  label: string;
}

/** Counts, and leaves showing it to whoever asks: a tab adds up what its sections count. Null: nothing waits. */
export interface BadgeProps {
  render: (counted: Counted | null) => ReactNode;
}

/** One of several lists that share a tab, side by side. */
export interface SectionSlot {
  /** Path of the tab. */
  tab: string;
  path: string;
  /** Key of the feature's messages. */
  label: string;
  order: number;
  for: readonly Reader[];
  /** Who of them finds something there; without it, all. */
  isFor?: (snapshot: Snapshot) => boolean;
  Badge?: Part<BadgeProps>;
}

/** A part of Heute. */
export interface TileSlot {
  /**
   * Below 10: what is wrong. For guardians, 10: what one must do, 20: the own ward today, 30: what is new, 40: what comes next, 60: what was.
   * For staff, 10: the wards today, 20: what waits for an answer or a hand, 30: what is new, 40: what comes next, 50: whom it has not reached,
   * 60: what was sent.
   */
  order: number;
  for: readonly Reader[];
  /**
   * For who is in several institutions. each: it stands there for each of them, beside one another. all: it is one, and makes one list of all by
   * itself. front: it is the device's or the account's, or something is written in it. Without it, each.
   */
  of?: 'each' | 'all' | 'front';
  Tile: Part;
}

/** A part of the page of a group. */
export interface GroupPartSlot {
  order: number;
  for: readonly Reader[];
  Part: Part<{ group: string }>;
}

/** A part of the page of a person who is in. */
export interface PersonPartSlot {
  order: number;
  for: readonly Reader[];
  Part: Part<{ person: string }>;
}

/** A row on the page of everything that has no tab. */
export interface LinkSlot {
  path: string;
  /** Keys of the feature's messages. */
  label: string;
  note: string;
  icon: LucideIcon;
  order: number;
  for: readonly Reader[];
  /** Who of them can do it; without it, all. */
  isFor?: (snapshot: Snapshot) => boolean;
}

/** Across the top of every page, where it has something to say. */
export interface StripSlot {
  for: readonly Reader[];
  Strip: Part;
}

/** One of the first steps of a new institution. */
export interface StepSlot {
  order: number;
  /** Keys of the feature's messages. */
  label: string;
  note: string;
  path: string;
  /** Who can do it; without it, all of leadership. */
  isFor?: (snapshot: Snapshot) => boolean;
  isDone: (states: States, snapshot: Snapshot) => boolean;
}

export interface Feature {
  /** Also the name of its folder. */
  name: string;
  pages: readonly PageSlot[];
  tabs?: readonly TabSlot[];
  sections?: readonly SectionSlot[];
  tiles?: readonly TileSlot[];
  steps?: readonly StepSlot[];
  links?: readonly LinkSlot[];
  strips?: readonly StripSlot[];
  groupParts?: readonly GroupPartSlot[];
  personParts?: readonly PersonPartSlot[];
  /** What somebody with a letter in hand may look at. */
  LetterView?: Part;
  /** On a new device, before everything is read: the newest, to be looked at. Without any it shows nothing. */
  FirstLook?: Part;
  /** Shows nothing: what it does as long as somebody is inside. */
  Background?: Part;
}

export function isFor(slot: { for: readonly Reader[] }, reader: Reader): boolean {
  return slot.for.includes(reader);
}

/**
 * What the {@link Client} port offers about the emergency kit: print it, replace it, come back by it, answer whoever does.
 * @module
 */
import type { NewSpaceDraft } from '../client.ts';

/** one: a single sheet. three: three of them, of which any two open and one says nothing. */
export type KitForm = 'one' | 'three';

/** A sheet as it is printed. */
export interface KitSheet {
  /** Six, or seven on one of three. */
  lines: string[];
  /** Which of three it is, and how its set is called; null: the only sheet. */
  part: { number: number; set: string } | null;
}

/** What is wrong with sheets as they were typed. */
export interface KitMistakes {
  /** For each sheet: the indices of the lines in which something is mistyped. */
  lines: number[][];
  /** Two sheets that can be read and do not belong together. */
  pair: 'same-sheet' | 'other-set' | null;
}

export interface KitCommands {
  /** After founding: how the kit is to be printed. It is in the snapshot until `kitKept`. */
  chooseKitForm(form: KitForm): Promise<void>;
  /** The kit is in the safe: this device forgets it. */
  kitKept(): Promise<void>;
  /** A new kit for the safe. It holds from `keepKit` on, in place of the one before. */
  drawKit(form: KitForm): Promise<KitSheet[]>;
  /** It is on paper: the last group of each sheet, typed from there. */
  keepKit(lastGroups: string[]): Promise<void>;
  /** Of the six lines of the only sheet, or the seven of each of two out of three. */
  checkKit(sheets: string[][]): Promise<KitMistakes>;
  /** With sheets as for `checkKit`, and an account that has no institution: asks to be an owner. `facts`: for everyone, once one is in. */
  requestRecovery(sheets: string[][], facts: NewSpaceDraft[]): Promise<void>;
  /** To be asked until one is in; how it stands is in the snapshot. */
  awaitRecovery(): Promise<void>;
  /** Forgets the sheet on this device. What was asked for can still be refused or approved. */
  giveUpRecovery(): Promise<void>;
  /** As a second person, with the digits from the screen of whoever asks. */
  approveRecovery(digits: string): Promise<void>;
  /** Nobody becomes an owner by this request. */
  vetoRecovery(): Promise<void>;
}

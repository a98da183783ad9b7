/**
 * The sheet in the safe of a {@link FakeWorld}: drawn and kept by an owner, typed by whoever needs it.
 * @module
 */
import type { NewSpaceDraft, Recovering } from '@obhut/sync/client.ts';
import type { KitForm, KitMistakes, KitSheet } from '@obhut/sync/client/kit-commands.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { fakeDigits } from './fake-digits.ts';
import { fakeToday, type FakeWorld } from './fake-world.ts';

export const kitSheet = [
  'K7QM X4TP A2B3 C4D5',
  'E6F7 G8H9 J1K2 M3N4',
  'P5Q6 R7S8 T9V0 W1X2',
  'Y3Z4 5678 9ABC DEFG',
  'HJKM NPQR STVW XYZ0',
  '1234 5678 9A7Q 2K9M',
];
const nextSheet: KitSheet = { lines: kitSheet.toReversed(), part: null };

/** On three sheets. Of another set: told by its name, as on paper. */
export function kitParts(set = 'HJKM NPQR ST'): KitSheet[] {
  return [1, 2, 3].map((number) => ({
    lines: [`0${String(number)}TV ${set}WX`, ...kitSheet.map((line) => `${line.slice(0, -1)}${String(number)}`)],
    part: { number, set },
  }));
}

export const otherSet = 'WXYZ 2345 67';
const days = 4;

function symbols(line = ''): string {
  return line.replaceAll(/\s/gu, '').toUpperCase();
}

function wrongLines(typed: readonly string[], lines: readonly string[]): number[] {
  return lines.flatMap((line, index) => (symbols(typed[index]) === symbols(line) ? [] : [index]));
}

export class FakeKit {
  readonly #world: FakeWorld;
  /** After founding, until it is kept. */
  shown: readonly KitSheet[] | null = null;
  #drawn: readonly KitSheet[] = [];
  isDue = false;
  #asking: { persona: string; facts: readonly NewSpaceDraft[] } | null = null;

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  forget(): void {
    this.shown = null;
    this.isDue = false;
    this.#asking = null;
  }

  choose(form: KitForm): void {
    this.shown = form === 'one' ? [{ lines: kitSheet, part: null }] : kitParts();
  }

  draw(me: string, form: KitForm): KitSheet[] {
    if (!this.#world.spaceOfKind('leadership').owners.includes(me)) throw new ClientError('not-allowed');
    const sheets = form === 'one' ? [nextSheet] : kitParts();
    this.#drawn = sheets;
    return sheets;
  }

  keep(lastGroups: readonly string[]): void {
    const isTyped = ({ lines }: KitSheet, index: number) =>
      symbols(lastGroups[index]) === symbols(lines.at(-1)).slice(-4);
    if (!this.#drawn.every(isTyped)) throw new ClientError('wrong-last-group');
    this.isDue = false;
    this.#world.hasKit = true;
    this.#world.recovery = null;
    this.#world.changed();
  }

  check(sheets: readonly (readonly string[])[]): KitMistakes {
    const [typed = []] = sheets;
    if (sheets.length === 1) return { lines: [wrongLines(typed, kitSheet)], pair: null };
    const all = [kitParts(), kitParts(otherSet)].flat();
    const meant = sheets.map((lines) => all.find((sheet) => symbols(sheet.lines[0]) === symbols(lines[0])));
    const lines = sheets.map((of, index) => (meant[index] ? wrongLines(of, meant[index].lines) : [0]));
    const [one, other] = meant.map((sheet) => sheet?.part);
    if (lines.flat().length > 0) return { lines, pair: null };
    return { lines, pair: one?.set !== other?.set ? 'other-set' : one?.number === other?.number ? 'same-sheet' : null };
  }

  request(sheets: readonly (readonly string[])[], facts: readonly NewSpaceDraft[]): void {
    const { lines, pair } = this.check(sheets);
    if (lines.flat().length > 0 || pair !== null) throw new ClientError('kit-mistyped');
    if (!this.#world.hasKit) throw new ClientError('kit-unknown');
    const persona = this.#world.newId();
    this.#asking = { persona, facts };
    this.#world.recovery = { persona, since: fakeToday, isApproved: false };
    this.#world.changed();
  }

  get recovering(): Recovering | null {
    if (this.#asking === null) return null;
    const { persona } = this.#asking;
    const isOpen = this.#world.recovery?.persona === persona;
    const state = isOpen ? 'waiting' : this.#world.hasKit ? 'refused' : 'used-up';
    return { digits: fakeDigits(persona), since: fakeToday, from: fakeToday + days, state };
  }

  /** The persona that is in by it; null: not so far. */
  enter(): string | null {
    const { recovery } = this.#world;
    if (this.#asking === null || recovery?.persona !== this.#asking.persona || !recovery.isApproved) return null;
    const { persona, facts } = this.#asking;
    this.#asking = null;
    this.isDue = true;
    this.#world.recover(persona, facts);
    return persona;
  }

  giveUp(): void {
    this.#asking = null;
  }

  approve(digits: string): void {
    const { recovery } = this.#world;
    if (recovery === null) throw new ClientError('not-allowed');
    if (digits.replaceAll(/\D/gu, '') !== fakeDigits(recovery.persona)) throw new ClientError('digits-of-another');
    recovery.isApproved = true;
    this.#world.changed();
  }

  veto(): void {
    this.#world.recovery = null;
    this.#world.changed();
  }
}

/**
 * The sheet in the safe of a {@link FakeWorld}: drawn and kept by an owner, typed by whoever needs it.
 * @module
 */
import type { NewSpaceDraft, Recovering } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { fakeDigits, fakeToday, type FakeWorld } from './fake-world.ts';

export const kitSheet = [
  'K7QM X4TP A2B3 C4D5',
  'E6F7 G8H9 J1K2 M3N4',
  'P5Q6 R7S8 T9V0 W1X2',
  'Y3Z4 5678 9ABC DEFG',
  'HJKM NPQR STVW XYZ0',
  '1234 5678 9A7Q 2K9M',
];
const nextSheet = kitSheet.toReversed();
const days = 4;

function symbols(line = ''): string {
  return line.replaceAll(/\s/gu, '').toUpperCase();
}

export class FakeKit {
  readonly #world: FakeWorld;
  /** After founding, until it is kept. */
  shown: string | null = null;
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

  draw(me: string): string {
    if (!this.#world.spaceOfKind('leadership').owners.includes(me)) throw new ClientError('not-allowed');
    return nextSheet.join('\n');
  }

  keep(lastGroup: string): void {
    if (symbols(lastGroup) !== symbols(nextSheet.at(-1)).slice(-4)) throw new ClientError('wrong-last-group');
    this.isDue = false;
    this.#world.hasKit = true;
    this.#world.recovery = null;
    this.#world.changed();
  }

  check(lines: readonly string[]): number[] {
    return kitSheet.flatMap((line, index) => (symbols(lines[index]) === symbols(line) ? [] : [index]));
  }

  request(lines: readonly string[], facts: readonly NewSpaceDraft[]): void {
    if (this.check(lines).length > 0) throw new ClientError('kit-mistyped');
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

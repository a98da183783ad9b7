/**
 * Canaries: random texts that stand in the place of what people write, one for each field of each thing, so that nothing else holds them.
 * A canary counts only once whoever it was meant for has read it.
 * @module
 */
import { randomInt } from 'node:crypto';
import type { Sought } from './search.ts';

export interface Canary {
  /** What it stood in the place of, such as `post title`. */
  kind: string;
  text: string;
  /** Other ways to write the same, such as a code without its spaces. */
  spellings: readonly string[];
  /** Who is to read it. */
  recipient: string;
  isDelivered: boolean;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
/** Of 20 characters: more than 90 bits, none comes about by chance, in no form. Of digits as many as the app takes of a PIN; see docs/drill.md. */
const alphabets = {
  mixed: { from: `${letters}${letters.toUpperCase()}${digits}`, length: 20 },
  small: { from: letters, length: 20 },
  digits: { from: digits, length: 12 },
} as const;

export class CanaryBook {
  readonly all: Canary[] = [];

  /** `alphabet`: small letters or digits alone, where a field takes nothing else. */
  make(kind: string, recipient: string, alphabet: keyof typeof alphabets = 'mixed'): string {
    const { from, length } = alphabets[alphabet];
    const text = Array.from({ length }, () => from.charAt(randomInt(from.length))).join('');
    this.all.push({ kind, text, spellings: [text], recipient, isDelivered: false });
    return text;
  }

  /** Something random that a client has made: a code, a sheet's line. `others`: in which else it is printed. */
  note(kind: string, recipient: string, text: string, others: readonly string[] = []): string {
    const printed = [text, ...others];
    const spellings = [...printed, ...printed.map((one) => one.replaceAll(/[\s-]/gu, ''))];
    this.all.push({ kind, text, spellings, recipient, isDelivered: false });
    return text;
  }

  /** The recipient has it: what only they can have done with it was done. */
  deliver(text: string): void {
    const found = this.all.filter((canary) => canary.text === text);
    if (found.length === 0) throw new RangeError('this is no canary');
    for (const canary of found) canary.isDelivered = true;
  }

  /** All that somebody has read, in one text. */
  hear(recipient: string, heard: string): void {
    for (const canary of this.all)
      if (canary.recipient === recipient && heard.includes(canary.text)) canary.isDelivered = true;
  }

  get sought(): Sought<Canary>[] {
    return this.all.map((of) => ({ of, spellings: of.spellings }));
  }

  get missing(): readonly Canary[] {
    return this.all.filter(({ isDelivered }) => !isDelivered);
  }

  get kinds(): ReadonlySet<string> {
    return new Set(this.all.map(({ kind }) => kind));
  }
}

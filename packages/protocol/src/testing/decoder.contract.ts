/**
 * What everything keeps that reads bytes from outside: whatever they are, it gives a value or its own refusal, comes to an end, and takes no more
 * memory than what is there. Random bytes, good ones with something changed, and those that are kept.
 * @module
 */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { concat, fromHex, type Bytes } from '../bytes.ts';
import { corpus } from './corpus.ts';

export interface Decoder {
  /** Of bytes that nobody has changed there is a value. */
  decode: (bytes: Bytes) => unknown;
  good: readonly Bytes[];
  /** What it may throw, beside giving nothing. */
  refusals?: readonly (abstract new (...args: never[]) => Error)[];
  /** Whether a value is one, where nothing is not null. */
  isRead?: (value: unknown) => boolean;
  runs?: number;
}

/** What stands where a length, a number or a kind may be. */
const extremes = [
  '00000000',
  '7fffffff',
  '80000000',
  'ffffffff',
  '0000000000000001',
  'ffffffffffffffff',
  '5b',
  '9b',
  'bb',
  'a0',
].map((hex) => fromHex(hex));

function changed(good: Bytes, other: Bytes, [how, at, to]: readonly [number, number, number]): Bytes {
  const from = at % (good.length + 1);
  const end = from + (to % (good.length - from + 1));
  const put = (middle: Bytes, rest: number): Bytes => concat(good.subarray(0, from), middle, good.subarray(rest));
  switch (how) {
    case 0:
      return good.slice(0, from);
    case 1:
      return put(Uint8Array.of(to % 256), Math.min(good.length, from + 1));
    case 2:
      return put(new Uint8Array(0), end);
    case 3:
      return put(good.slice(from, end), from);
    case 4:
      return concat(good.subarray(0, from), other.subarray(to % (other.length + 1)));
    default: {
      const extreme = extremes[to % extremes.length] ?? new Uint8Array(0);
      return put(extreme, Math.min(good.length, from + extreme.length));
    }
  }
}

async function tried({ decode, refusals = [] }: Decoder, bytes: Bytes): Promise<unknown> {
  try {
    return await decode(bytes);
  } catch (error) {
    if (refusals.some((refusal) => error instanceof refusal)) return null;
    throw error;
  }
}

export function decoderContract(name: string, make: () => Decoder | Promise<Decoder>): void {
  describe(`${name}, whatever the bytes`, () => {
    let decoder: Decoder;
    beforeAll(async () => {
      decoder = await make();
    });

    test('good ones are read', async () => {
      const isRead = decoder.isRead ?? ((value) => value !== null && value !== undefined);
      expect(decoder.good.length).toBeGreaterThan(0);
      for (const bytes of decoder.good) expect(isRead(await tried(decoder, bytes))).toBe(true);
    });

    test('those that are kept', async () => {
      const halves = [new Uint8Array(0), ...decoder.good.map((good) => good.subarray(0, good.length >> 1))];
      const failures: string[] = [];
      for (const [kept, bytes] of Object.entries(corpus)) {
        // Alone, and where something good goes on like that.
        for (const [at, half] of halves.entries()) {
          const failed = (error: unknown): void =>
            void failures.push(`${kept} behind half of good one ${at}: ${String(error)}`);
          await tried(decoder, concat(half, bytes)).catch(failed);
        }
      }
      expect(failures).toEqual([]);
    });

    test('good ones, changed, and any at all', async () => {
      const numRuns = decoder.runs ?? 300;
      const change = fc.tuple(fc.nat(5), fc.nat(), fc.nat());
      const choice = fc.tuple(fc.nat(), fc.nat(), fc.array(change, { minLength: 1, maxLength: 4 }));
      await fc.assert(
        fc.asyncProperty(choice, async ([one, two, changes]) => {
          const [good, other] = [decoder.good[one % decoder.good.length], decoder.good[two % decoder.good.length]];
          if (good === undefined || other === undefined) return;
          const bytes = changes.reduce((now, each) => changed(now, other, each), Uint8Array.from(good));
          await tried(decoder, bytes);
        }),
        { numRuns },
      );
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
          await tried(decoder, Uint8Array.from(bytes));
        }),
        { numRuns },
      );
    });
  });
}

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fact } from '../testing/facts.ts';
import { isAlive } from './expiry.ts';
import { expireRegister, expireRegisters, latest, write, writeAt, type Register } from './register.ts';

const word = (seq: number, expiry: number) => fact(seq, 'x@1', null, { expiry });
const words = fc
  .array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 })
  .map((expiries) => expiries.map((expiry, index) => ({ seq: index + 1, expiry })));

function registerOf(all: readonly { seq: number; expiry: number }[]): Register<number> {
  return all.reduce<Register<number>>((register, { seq, expiry }) => write(register, word(seq, expiry), seq), []);
}

test('the last word by seq wins, in whatever order the words arrive', () => {
  fc.assert(
    fc.property(
      words.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(registerOf(shuffled)).toEqual(registerOf(all));
        expect(latest(registerOf(all))).toBe(all.at(-1)?.seq ?? null);
      },
    ),
  );
});

test('on every day the last living word counts', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 10 }), (all, today) => {
      const living = all.findLast(({ expiry }) => isAlive(expiry, today));
      expect(latest(expireRegister(registerOf(all), today))).toBe(living?.seq ?? null);
    }),
  );
});

test('a word that can never count again is not kept', () => {
  expect(
    registerOf([
      { seq: 1, expiry: 5 },
      { seq: 2, expiry: 3 },
      { seq: 3, expiry: 5 },
    ]),
  ).toHaveLength(1);
});

test('a key of which nothing is left is gone', () => {
  const registers = writeAt(new Map(), 'key', word(1, 3), 1);
  expect([...expireRegisters(registers, 3).keys()]).toEqual(['key']);
  expect([...expireRegisters(registers, 4).keys()]).toEqual([]);
  expect(latest(undefined)).toBeNull();
});

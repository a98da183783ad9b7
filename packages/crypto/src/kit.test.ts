import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { bytesOf } from './bitflip.contract.ts';
import { readLine } from './kit-lines.ts';
import { kitId, kitKeys, kitLines, printKit, readKit } from './kit.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

const kit = { seed: new Uint8Array(32).fill(8), institution: new Uint8Array(16).fill(9) };

test('the sheet comes back however it is typed', () => {
  fc.assert(
    fc.property(bytesOf(32), bytesOf(16), (seed, institution) => {
      const lines = printKit({ seed, institution }).split('\n');
      expect(lines).toHaveLength(kitLines);
      for (const line of lines) expect(line).toMatch(/^(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}$/u);
      expect(readKit(lines)).toEqual({ seed, institution });
      const typed = lines.map((line) =>
        line.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l'),
      );
      expect(readKit(typed)).toEqual({ seed, institution });
    }),
  );
});

test('a slip of the pen is found in its line, and in no other', () => {
  const lines = printKit(kit).split('\n');
  for (const [number, line] of lines.entries()) {
    for (let at = 0; at < line.length; at++) {
      if (line.charAt(at) === ' ') continue;
      const wrong = line.charAt(at) === 'Z' ? 'Y' : 'Z';
      const typed = lines.with(number, line.slice(0, at) + wrong + line.slice(at + 1));
      expect(readKit(typed)).toEqual({ wrong: [number] });
    }
  }
});

test('lines in each other’s place, too few, too many symbols: each is said', () => {
  const lines = printKit(kit).split('\n');
  expect(readKit(lines.with(1, lines[2] ?? '').with(2, lines[1] ?? ''))).toEqual({ wrong: [1, 2] });
  expect(readKit(lines.slice(0, 4))).toEqual({ wrong: [4, 5] });
  expect(readKit(lines.with(3, `${lines[3] ?? ''}0`))).toEqual({ wrong: [3] });
  expect(readKit([])).toEqual({ wrong: [0, 1, 2, 3, 4, 5] });
  expect(readKit(lines.with(0, '💥'.repeat(16)))).toEqual({ wrong: [0] });
});

test('any text at all is a line or none, and any lines a kit or mistakes in them', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constant('0'.repeat(100_000)));
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 9 }), fc.nat(9), (line, lines, number) => {
      expect(readLine(line, number, () => new Uint8Array(32))).toSatisfy(
        (read) => read === null || read instanceof Uint8Array,
      );
      expect(readKit(lines)).toHaveProperty('wrong');
    }),
  );
});

test('what is no kit is not printed', () => {
  expect(() => printKit({ ...kit, seed: new Uint8Array(16) })).toThrow(RangeError);
});

test('the id follows from the keys and the institution', () => {
  expect(kitKeys(kit.seed)).toEqual(kitKeys(new Uint8Array(32).fill(8)));
  expect(kitId(kit)).toEqual(kitId({ ...kit }));
  expect(kitId({ ...kit, institution: new Uint8Array(16) })).not.toEqual(kitId(kit));
});

import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { bytesOf } from './bitflip.contract.ts';
import { printKit } from './kit.ts';
import { joinKit, printSplit, readSplit, setName, splitKit, splitLines, type SplitSheet } from './kit-split.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

/** The field again, from its definition (FIPS 197, section 4.2): x^8 + x^4 + x^3 + x + 1, without tables. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit++) {
    if ((b >> bit) & 1) product ^= a;
    a = (a << 1) ^ (a & 128 ? 0x11b : 0);
  }
  return product;
}

function inverse(a: number): number {
  for (let b = 1; b < 256; b++) if (times(a, b) === 1) return b;
  throw new RangeError('zero');
}

/** At zero, the line through two points. */
function between(one: SplitSheet, other: SplitSheet): Uint8Array {
  const slope = inverse(one.point ^ other.point);
  return one.part.map((y, i) => y ^ times(one.point, times(slope, y ^ (other.part[i] ?? 0))));
}

/** What the other sheet would say, were this the seed. */
function partFor(seed: Bytes, one: SplitSheet, point: number): Bytes {
  const slope = inverse(one.point);
  return seed.map((byte, i) => byte ^ times(point, times(slope, byte ^ (one.part[i] ?? 0))));
}

function read(lines: readonly string[]): SplitSheet {
  const sheet = readSplit(lines);
  if ('wrong' in sheet) throw new Error(`mistyped: ${sheet.wrong.join()}`);
  return sheet;
}

const pairs = [
  [0, 1],
  [0, 2],
  [1, 2],
  [2, 0],
] as const;

test('the field is the one of the standard', () => {
  // FIPS 197, section 4.2 and 4.2.1.
  expect(times(0x57, 0x83)).toBe(0xc1);
  expect(times(0x57, 0x13)).toBe(0xfe);
  expect(inverse(0x53)).toBe(0xca);
});

// Printed once by this code; what lies in a safe must open for ever.
const printed = [
  [
    '07H6 FEM0 G62Q ER6N',
    '6ARP RFQ9 04Z1 1ZET',
    '3GMG 14ZR XXPF JF2S',
    'AWB6 QX1Q 9SGS 2MQC',
    'JPKQ AH5F P4T5 MH28',
    '208H 44RM 2MB1 EY8T',
    '30CH M6RW 3MF1 ZX6S',
  ],
  [
    '08EP FEM0 G62Q EER9',
    'RHJX M97T 5E4G 1GMM',
    'KSH4 2P4G 22J8 9ZS5',
    'F6QC V9QE PTP9 KGYV',
    'BCC4 95Q9 PCZ6 3BK3',
    '208H 44RM 2MB1 F8G0',
    '30CH M6RW 3MF1 ZY5K',
  ],
  [
    '0DNP FEM0 G62Q FH4K',
    '30ZF 9FPA F7CB 3GZF',
    'KZ2C R0EE CSYF 7JE9',
    'SH65 46ZR MVP4 S3KZ',
    'KAEF 7N02 9MAZ VYJB',
    '208H 44RM 2MB1 EMNC',
    '30CH M6RW 3MF1 YGVH',
  ],
];
const kept = {
  seed: fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'),
  institution: fromHex('101112131415161718191a1b1c1d1e1f'),
};

test('sheets that were printed once open, any two of them', async () => {
  for (const [a, b] of pairs) {
    const [one, other] = [read(printed[a] ?? []), read(printed[b] ?? [])];
    expect(await joinKit(one, other)).toEqual(kept);
    expect(toHex(between(one, other))).toBe(toHex(kept.seed));
  }
  expect(printed.map((lines) => printSplit(read(lines)).split('\n'))).toEqual(printed);
});

test('any two of three give the kit back, however they are typed; another implementation agrees', async () => {
  await fc.assert(
    fc.asyncProperty(bytesOf(32), bytesOf(16), async (seed, institution) => {
      const sheets = await splitKit({ seed, institution });
      expect(sheets.map(({ number }) => number)).toEqual([1, 2, 3]);
      const papers = sheets.map((sheet) => printSplit(sheet).split('\n'));
      for (const lines of papers) {
        expect(lines).toHaveLength(splitLines);
        for (const line of lines) expect(line).toMatch(/^(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}$/u);
      }
      expect(new Set(sheets.map(setName)).size).toBe(1);
      for (const [a, b] of pairs) {
        const [one, other] = [a, b].map((index) =>
          read((papers[index] ?? []).map((line) => line.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o'))),
        );
        if (one === undefined || other === undefined) throw new Error('no sheet');
        expect(await joinKit(one, other)).toEqual({ seed, institution });
        expect(between(one, other)).toEqual(seed);
      }
    }),
  );
});

test('one sheet fits every seed: for each there is another sheet that would give it', async () => {
  await fc.assert(
    fc.asyncProperty(bytesOf(32), bytesOf(32), bytesOf(16), fc.nat(2), async (seed, other, institution, index) => {
      const one = (await splitKit({ seed, institution }))[index];
      if (one === undefined) throw new Error('no sheet');
      const point = one.point === 255 ? 1 : one.point + 1;
      const second = { ...one, number: (one.number % 3) + 1, point, part: partFor(other, one, point) };
      expect(await joinKit(one, read(printSplit(second).split('\n')))).toEqual({ seed: other, institution });
    }),
  );
});

test('each set is drawn anew: of the same kit, no two sheets say the same', async () => {
  const sets = await Promise.all(Array.from({ length: 20 }, () => splitKit(kept)));
  const parts = sets.flat().map(({ part }) => toHex(part));
  expect(new Set(parts).size).toBe(60);
  expect(new Set(sets.flat().map(setName)).size).toBe(20);
  // A byte of a sheet takes all kinds of values though the seed's is the same.
  expect(new Set(sets.flat().map(({ part }) => part[0])).size).toBeGreaterThan(20);
});

test('a slip of the pen is found in its line, and in no other', () => {
  const [lines] = printed;
  if (lines === undefined) throw new Error('no sheet');
  for (const [number, line] of lines.entries()) {
    for (const at of [0, 8, 18]) {
      const wrong = line.charAt(at) === 'Z' ? 'Y' : 'Z';
      const typed = lines.with(number, line.slice(0, at) + wrong + line.slice(at + 1));
      expect(readSplit(typed)).toEqual({ wrong: [number] });
    }
  }
  expect(readSplit(lines.slice(0, 5))).toEqual({ wrong: [5, 6] });
  expect(readSplit([])).toEqual({ wrong: [0] });
  expect(readSplit(lines.with(1, lines[2] ?? '').with(2, lines[1] ?? ''))).toEqual({ wrong: [1, 2] });
});

test('a line of the other sheet, or of the sheet that is one, is a mistake', () => {
  const [one, other] = printed;
  if (one === undefined || other === undefined) throw new Error('no sheet');
  for (const line of one.keys()) {
    const wrong = line === 0 ? [1, 2, 3, 4, 5, 6] : [line];
    expect(readSplit(one.with(line, other[line] ?? ''))).toEqual({ wrong });
  }
  expect(readSplit(printKit(kept).split('\n'))).toEqual({ wrong: [0] });
});

test('the same sheet twice, and sheets of two sets, give nothing', async () => {
  const [one, second] = await splitKit(kept);
  const [, foreign] = await splitKit(kept);
  if (one === undefined || second === undefined || foreign === undefined) throw new Error('no sheet');
  expect(await joinKit(one, one)).toBe('same-sheet');
  expect(await joinKit(one, { ...second, point: one.point })).toBe('same-sheet');
  expect(await joinKit(one, { ...second, number: one.number })).toBe('same-sheet');
  expect(await joinKit(one, foreign)).toBe('other-set');
  expect(await joinKit(one, { ...second, institution: new Uint8Array(16) })).toBe('other-set');
});

test('what is no sheet of three is neither printed nor read', async () => {
  const [sheet] = await splitKit(kept);
  if (sheet === undefined) throw new Error('no sheet');
  expect(() => printSplit({ ...sheet, part: new Uint8Array(31) })).toThrow(RangeError);
  for (const odd of [{ number: 0 }, { number: 4 }, { point: 0 }])
    expect(readSplit(printSplit({ ...sheet, ...odd }).split('\n'))).toEqual({ wrong: [0] });
});

import { expect, test } from 'vitest';
import { requirements } from './asvs-levels.ts';
import { evidenceFindings } from './evidence.ts';
import { pageOf } from './evidence-page.ts';
import { readRows } from './evidence-rows.ts';

const files = new Map([
  [
    'a/it.test.ts',
    "test('holds', () => {});\nit.each([1])(\n  'each %s',\n  () => {},\n);\ndescribe('a group', () => {});",
  ],
  ['a/it.ts', 'const limit = 12;'],
]);

const read = (path: string): Promise<string | undefined> => Promise.resolve(files.get(path));

/** What is said of `changed`, where every other requirement has a row that is right. */
async function said(id: string, changed: string, page?: string): Promise<string[]> {
  const right = 'asks: a thing\n  tests:\n    - a/it.test.ts: holds';
  const wanted = [...requirements].filter(([each, level]) => level < 3 || each === id).map(([each]) => each);
  const yaml = wanted.map((each) => `${each}:\n  ${each === id ? changed : right}`).join('\n');
  return evidenceFindings(yaml, page ?? pageOf(readRows(yaml).rows), read);
}

test('as many requirements as the standard has', () => {
  const counts = [1, 2, 3].map((level) => [...requirements.values()].filter((each) => each === level).length);
  expect(counts).toEqual([70, 183, 92]);
});

test.each([
  ['a test by its name', 'asks: x\n  tests:\n    - a/it.test.ts: holds'],
  ['one of a table, on several lines', 'asks: x\n  tests:\n    - a/it.test.ts: each %s'],
  ['a text of a file', 'asks: x\n  how: so\n  sources:\n    - a/it.ts: limit = 12'],
  ['a reason', 'asks: x\n  not applicable: There is none.'],
  ['what is missing', 'asks: x\n  deviation: It is missing.'],
])('%s is taken', async (_, row) => {
  expect(await said('V1.1.1', row)).toEqual([]);
});

test.each([
  ['a file that is not there', 'asks: x\n  sources:\n    - a/none.ts: limit', 'V1.1.1: there is no a/none.ts.'],
  ['a file outside', 'asks: x\n  sources:\n    - ../it.ts: limit', 'V1.1.1: there is no ../it.ts.'],
  ['a text that is not in it', 'asks: x\n  sources:\n    - a/it.ts: limit = 13', 'does not say "limit = 13".'],
  ['another test', 'asks: x\n  tests:\n    - a/it.test.ts: hold', 'has no test "hold".'],
  ['the name of a group', 'asks: x\n  tests:\n    - a/it.test.ts: a group', 'has no test "a group".'],
  ['a test in no test file', 'asks: x\n  tests:\n    - a/it.ts: limit', 'a/it.ts holds no tests.'],
  ['nothing', 'asks: x', 'V1.1.1 has no evidence.'],
  ['only words', 'asks: x\n  how: By care.', 'V1.1.1 has no evidence.'],
  ['no question', 'not applicable: y', 'V1.1.1 does not say what is asked for.'],
  ['both', 'asks: x\n  not applicable: y\n  deviation: z', 'V1.1.1 is not applicable and says more than why.'],
  ['a field that is none', 'asks: x\n  deviation: y\n  met: yes', 'V1.1.1 has a field that is none: met.'],
  ['no text', 'asks: x\n  deviation: 7', 'V1.1.1: deviation is no text.'],
  ['two in one', 'asks: x\n  sources:\n    - {a/it.ts: limit, b: c}', 'an entry that is not one file and one text.'],
])('%s is found', async (_, row, finding) => {
  expect((await said('V1.1.1', row)).join('\n')).toContain(finding);
});

test('a row of level 3 may be there, one that the standard does not have may not, and none twice', async () => {
  expect(requirements.get('V1.2.10')).toBe(3);
  expect(await said('V1.2.10', 'asks: x\n  deviation: y')).toEqual([]);
  const yaml = 'V1.2.11:\n  asks: x\n  deviation: y\n';
  expect((await evidenceFindings(yaml, '', read)).join('\n')).toContain('V1.2.11 is no requirement of ASVS 5.0.');
  await expect(evidenceFindings(yaml + yaml, '', read)).rejects.toThrow('unique');
});

test('each lacking row is named, and one that stands too early', async () => {
  const yaml = 'V1.1.2:\n  asks: x\n  deviation: y\nV1.1.1:\n  asks: x\n  deviation: y\n';
  const found = await evidenceFindings(yaml, pageOf(readRows(yaml).rows), read);
  expect(found).toHaveLength(252);
  expect(found.slice(0, 2)).toEqual(['V1.2.1 has no row.', 'V1.2.2 has no row.']);
  expect(found.at(-1)).toBe('V1.1.1 stands after one that comes later.');
});

test('a page that was written by hand is found', async () => {
  const found = await said('V1.1.1', 'asks: x\n  deviation: y', '# Evidence');
  expect(found).toEqual(['docs/asvs.md is not what docs/asvs.yaml gives: npm run evidence -- --write writes it.']);
});

test('the page adds up, lists what is missing, and links', () => {
  const { rows } = readRows(
    'V1.1.1:\n  asks: Once\n  deviation: Twice.\nV1.2.1:\n  asks: A | b\n  tests:\n    - a/it.test.ts: holds\nV1.2.6:\n  asks: c\n  not applicable: None.',
  );
  const page = pageOf(rows);
  expect(page).toContain('| 1 | 1 | 0 | 0 |\n| 2 | 0 | 1 | 1 |');
  expect(page).toContain('- **V1.1.1** (once): Twice.');
  expect(page).toContain(String.raw`| V1.2.1 | 1 | A \| b | met | [it.test.ts](../a/it.test.ts): „holds“ |`);
  expect(page).toContain('| V1.2.6 | 2 | c | not applicable | None. |');
});

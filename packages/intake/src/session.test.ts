import { expect, test } from 'vitest';
import type { Draft } from './propose.ts';
import { Session, type FromSession } from './session.ts';
import { bytesOf, nothingKnown, sampleBytes, seed, today } from './testing/propose-text.ts';
import { xlsx } from './testing/xlsx.ts';

const circumstances = { today, seed, known: nothingKnown };

function opened(bytes: Uint8Array) {
  const told: FromSession[] = [];
  const session = new Session((message) => void told.push(message));
  session.ask({ kind: 'read', bytes, choice: {}, kept: [] });
  const table = told.at(-1);
  if (table?.kind !== 'table') throw new Error(table?.kind);
  const draft: Draft = { mapping: table.mapping, edits: new Map(), skipped: new Set(), answers: new Map() };
  const look = (changes: Partial<Draft> = {}, shown = 50) => {
    session.ask({ kind: 'propose', draft: { ...draft, ...changes }, circumstances, shown });
    const last = told.at(-1);
    if (last?.kind !== 'overview') throw new Error(last?.kind);
    return last.overview;
  };
  return { session, told, table, look };
}

test('columns come with examples, and progress in lines', () => {
  const { table, told, look } = opened(sampleBytes('kita-utf8-bom-semikolon.csv'));
  expect(table.columns[5]).toEqual({ name: 'Gruppe', examples: ['Bären', 'Frösche', 'Sternchen (U3)'] });
  expect([table.lines, table.hasHeader]).toEqual([85, true]);
  look();
  expect(told).toContainEqual({ kind: 'progress', done: 0, total: 85 });
});

test('lines that stay out come first, then those with hints; a question comes with its names', () => {
  const { look } = opened(sampleBytes('kita-utf8-bom-semikolon.csv'));
  const overview = look({}, 3);
  expect(overview.lines.map(({ line, state }) => [line, state])).toEqual([
    [12, 'out'],
    [87, 'in'],
    [2, 'in'],
  ]);
  expect(overview.more).toBe(82);
  expect(overview.counts).toMatchObject({ in: 84, out: 1, hints: 1, isNew: 83, missing: 0 });
  expect(overview.questions[0]).toMatchObject({
    isAnswered: false,
    wards: [{ given: 'Mia', family: 'Schäfer', lines: [3] }],
    people: [
      { given: 'Olena', family: 'Schäfer' },
      { given: 'Yusuf', family: 'Schäfer' },
    ],
  });
  expect(overview.summary).toMatchObject({ steps: { group: 4, ward: 83, flag: 0 }, open: 20 });
  const mended = look({ edits: new Map([['12 3', '28.02.2021']]) });
  expect(mended.counts).toMatchObject({ in: 85, out: 0 });
  expect(look({ skipped: new Set([12]) }).counts).toMatchObject({ in: 84, out: 0, skipped: 1 });
});

test('the plan is told when it is asked for, and is that of the last proposals', () => {
  const { session, told, look } = opened(bytesOf('Name;Vorname;Geburtstag\na;b;1.2.2021\nc;d;1.2.2021'));
  session.ask({ kind: 'plan' });
  expect(told.at(-1)?.kind).toBe('table');
  look({ skipped: new Set([3]) });
  session.ask({ kind: 'plan' });
  const last = told.at(-1);
  expect(last?.kind === 'plan' && last.plan.steps.map(({ kind }) => kind)).toEqual(['ward']);
});

test('another sheet is another table; a refused file forgets the one before', () => {
  const sheets = ['a', 'b'].map((name) => ({
    name,
    rows: [
      ['Name', 'Vorname'],
      [name, 'x'],
    ],
  }));
  const { session, told, table } = opened(xlsx({ sheets }));
  expect(table.columns[0]?.examples).toEqual(['a']);
  session.ask({ kind: 'choose', choice: { sheet: 1 }, kept: [] });
  expect(told.at(-1)).toMatchObject({ kind: 'table', columns: [{ examples: ['b'] }, { examples: ['x'] }] });
  session.ask({ kind: 'read', bytes: new Uint8Array(), choice: {}, kept: [] });
  expect(told.at(-1)).toEqual({ kind: 'refused', why: 'empty' });
  const before = told.length;
  session.ask({ kind: 'plan' });
  expect(told).toHaveLength(before);
});

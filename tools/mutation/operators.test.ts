import { expect, test } from 'vitest';
import { apply, changes, lineOf, sqlChanges } from './operators.ts';

const mutants = (source: string): string[] => changes(source).map((change) => apply(source, change));

test('a condition holds always, or never, or lacks one half', () => {
  expect(mutants('if (a && b) f;')).toEqual(['if (true) f;', 'if (false) f;', 'if (a) f;', 'if (b) f;']);
});

test('comparisons and arithmetic become their neighbours', () => {
  expect(mutants('x = a < b;')).toContain('x = a <= b;');
  expect(mutants('x = a === b;')).toContain('x = a !== b;');
  expect(mutants('x = (a + b) * c;')).toEqual(expect.arrayContaining(['x = (a - b) * c;', 'x = (a + b) / c;']));
});

test('constants are others, a call is left out, a negation too, some is every', () => {
  expect(mutants('const a = 16;')).toEqual(['const a = (16 + 1);']);
  expect(mutants("f('label');")).toEqual([';', "f('mutated');"]);
  expect(mutants('const x = !y;')).toEqual(['const x = y;']);
  expect(mutants('const x = list.some(f);')).toEqual(['const x = list.every(f);']);
});

test('types, imports, names of fields and what errors say stay as they are', () => {
  expect(mutants("import { a } from 'b';")).toEqual([]);
  expect(mutants("type A = 'x' | 1; const a = { 'b': c } as { d: 2 };")).toEqual([]);
  expect(mutants("throw new TypeError('words');")).toEqual([]);
});

test('each condition of SQL is left out, and no comment', () => {
  const source = 'SELECT a FROM b -- AND not this\n  WHERE c = f(d AND e) AND (g OR h) LIMIT 1;';
  expect(sqlChanges(source).map((change) => apply(source, change).split('\n')[1]?.trim())).toEqual([
    'WHERE true AND (g OR h) LIMIT 1;',
    'WHERE c = f(d AND true ) AND (g OR h) LIMIT 1;',
    'WHERE c = f(d AND e) AND true LIMIT 1;',
    'WHERE c = f(d AND e) AND (g OR false ) LIMIT 1;',
  ]);
});

const definition = (name: string) => `CREATE FUNCTION ${name}(a int) AS $$\nSELECT 1 WHERE ${name};\n$$;\n`;

test('a function that a later migration defines anew or drops is nobody’s any more', () => {
  const source = ['kept', 'changed', 'dropped'].map(definition).join('');
  const later = ['CREATE OR REPLACE FUNCTION changed(a int) AS $$', 'DROP FUNCTION dropped(int);'];
  expect(sqlChanges(source)).toHaveLength(3);
  expect(sqlChanges(source, later)).toEqual(sqlChanges(source).slice(0, 1));
});

test('a place is said as a line', () => {
  expect(lineOf('a\nb\nc', 2)).toBe(2);
});

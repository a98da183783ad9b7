import { expect, test } from 'vitest';
import { Persons } from './persons.ts';

test('a person keeps the id of their first persona', () => {
  const persons = new Persons(
    new Map([
      ['b', 'a'],
      ['c', 'b'],
    ]),
  );
  expect(['a', 'b', 'c', 'd'].map((id) => persons.of(id))).toEqual(['a', 'a', 'a', 'd']);
});

test('a circle that two spaces name between them ends', () => {
  const persons = new Persons(
    new Map([
      ['b', 'a'],
      ['a', 'b'],
    ]),
  );
  expect(persons.of('a')).toBe('b');
  expect(persons.of('b')).toBe('a');
});

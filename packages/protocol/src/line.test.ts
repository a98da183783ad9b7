/**
 * Who stands in whose place.
 * @module
 */
import { expect, it } from 'vitest';
import { toHex, type Bytes } from './bytes.ts';
import { ancestry, lineOf } from './line.ts';
import { idOf, memberships, memberWith, stateWith, today } from './testing/states.ts';

const [first, second, third, other] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const replaced = (bySelf: boolean, ...pairs: [Bytes, Bytes][]) =>
  new Map(pairs.map(([id, old]) => [toHex(id), { old, bySelf }]));

function group(bySelf: boolean) {
  const replacements = replaced(bySelf, [second, first], [third, second]);
  return stateWith(idOf(9), 'group', {
    replacements,
    memberships: memberships(
      [0, first, memberWith(first, 'reader')],
      [1, first, null],
      [1, second, memberWith(second, 'reader')],
      [2, second, null],
      [2, third, memberWith(third, 'reader', { until: today })],
      [2, other, memberWith(other, 'reader')],
    ),
  });
}

it('descent goes back to the beginning, newest first', () => {
  expect(ancestry(group(true), third)).toEqual([third, second, first]);
  expect(ancestry(group(true), second)).toEqual([second, first]);
  expect(ancestry(group(true), other)).toEqual([other]);
});

it('whom an admin has replaced is nobody’s ancestor', () => {
  expect(ancestry(group(false), third)).toEqual([third]);
});

it('every name of the line leads to the one who is in the space', () => {
  for (const id of [first, second, third])
    expect(lineOf(group(true), id, today).map((member) => member.id)).toEqual([third]);
  expect(lineOf(group(true), other, today).map((member) => member.id)).toEqual([other]);
  expect(lineOf(group(true), first, today + 1)).toEqual([]);
  expect(lineOf(group(false), first, today)).toEqual([]);
  expect(lineOf(group(true), idOf(8), today)).toEqual([]);
});

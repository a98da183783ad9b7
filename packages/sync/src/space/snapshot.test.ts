import { expect, test } from 'vitest';
import { endOf, factsOf, type SpaceSnapshot } from './snapshot.ts';

const id = new Uint8Array(16);
const expiring = (...days: number[]): Pick<SpaceSnapshot, 'facts'> => ({
  facts: days.map((day, seq) => [seq, 0, 0, 0, day, id, {}, []]),
});

test('a snapshot ends with the first thing in it that does', () => {
  expect(endOf(expiring(20_003, 0, 20_001, 20_002))).toBe(20_001);
  expect(endOf(expiring(20_001, 20_003))).toBe(20_001);
  expect(endOf(expiring(0, 0))).toBe(0);
  expect(endOf(expiring())).toBe(0);
});

test('a number of nothing is no fact', () => {
  const standing = {
    persona: '00',
    class: 'staff',
    through: 'team',
    role: 'writer',
    space: { id: '00', kind: 'group' },
  } as const;
  const lists = { types: ['note/said@1'], standings: [standing], ...expiring(0) };
  expect(factsOf(lists)).toHaveLength(1);
  expect(() => factsOf({ ...lists, types: [] })).toThrow(RangeError);
  expect(() => factsOf({ ...lists, standings: [] })).toThrow(RangeError);
});

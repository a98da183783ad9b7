import { expect, it } from 'vitest';
import { dayOfHeads } from './heads.ts';
import { hashOf, idOf, logsOf, stateWith } from './testing/states.ts';

const [one, two] = [idOf(1), idOf(2)];
const logs = logsOf(stateWith(one, 'team', { days: [5, 6, 9, 9] }), stateWith(two, 'day', { days: [7, 7, 7, 7] }));
const head = (space: typeof one, index: number) => ({ space, index, hash: hashOf(index) });

it('a record is no older than the newest that it names', () => {
  expect(dayOfHeads([head(one, 1)], logs)).toBe(6);
  expect(dayOfHeads([head(one, 1), head(two, 0)], logs)).toBe(7);
  expect(dayOfHeads([head(one, 2), head(two, 0)], logs)).toBe(9);
});

it('what is not known says nothing', () => {
  expect(dayOfHeads([], logs)).toBe(0);
  expect(dayOfHeads([head(idOf(9), 0), head(one, 8)], logs)).toBe(0);
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nothingKnown } from './nothing-known.ts';
import { changesBeside, changesBetween, withBeside, withChanges } from './state-changes.ts';

const states = fc
  .array(fc.tuple(fc.constantFrom('posts', 'groups'), fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 3 })))
  .map((entries) => {
    const all = new Map<string, Map<string, unknown>>();
    for (const [model, space, state] of entries) all.set(model, new Map([...(all.get(model) ?? []), [space, state]]));
    return all;
  });

test('the changes lead from one to the other', () => {
  fc.assert(
    fc.property(states, states, (before, after) => {
      expect(withChanges(before, changesBetween(before, after))).toEqual(after);
    }),
  );
});

test('what has not changed does not travel and stays the same object', () => {
  const posts = new Map<string, unknown>([['a', { n: 1 }]]);
  const before = new Map([['posts', posts]]);
  const after = new Map([
    ['posts', posts],
    ['groups', new Map<string, unknown>([['a', {}]])],
  ]);
  const changes = changesBetween(before, after);
  expect(changes).toEqual([{ model: 'groups', space: 'a', state: {} }]);
  expect(withChanges(before, changes).get('posts')).toBe(posts);
  expect(withChanges(before, [])).toBe(before);
});

test('what is beside is led from one to the other, each institution for itself', () => {
  const beside = fc.uniqueArray(fc.tuple(fc.constantFrom('kita', 'school', 'home'), states), {
    selector: ([id]) => id,
  });
  fc.assert(
    fc.property(beside, beside, (before, after) => {
      const [known, now] = [before, after].map((all) =>
        (all ?? []).map(([id, of]) => ({ id, snapshot: nothingKnown, states: of })),
      );
      const updates = changesBeside(new Map(before), now ?? []);
      expect(withBeside(known ?? [], updates)).toEqual(now);
    }),
  );
});

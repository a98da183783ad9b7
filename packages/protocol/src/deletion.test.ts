import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deletedSeq, deletionId, mayDelete } from './deletion.ts';
import { idOf } from './testing/states.ts';

const id = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('a deletion’s id says what it deletes, in its own space only; any other id says nothing', () => {
  fc.assert(
    fc.property(id, id, fc.integer({ min: 0, max: 2 ** 47 }), (space, other, seq) => {
      const event = deletionId(space, seq);
      expect(event).toHaveLength(16);
      expect(deletedSeq(space, event)).toBe(seq);
      fc.pre(!Buffer.from(space).equals(other));
      expect(deletedSeq(other, event)).toBeNull();
      expect(deletedSeq(space, other)).toBeNull();
    }),
  );
});

test('the bytes are those of the protocol', () => {
  const space = Uint8Array.from({ length: 16 }, (_, i) => i);
  expect(Buffer.from(deletionId(space, 258)).toString('hex').slice(20)).toBe('000000000102');
});

test('its author deletes what they have said, an admin anything, and nobody what is only to come', () => {
  const [deletion, target] = [
    { seq: 5, author: idOf(1), expiry: 0 },
    { seq: 4, author: idOf(1), expiry: 0 },
  ];
  expect(mayDelete(deletion, false, target)).toBe(true);
  expect(mayDelete(deletion, false, { ...target, author: idOf(2) })).toBe(false);
  expect(mayDelete(deletion, true, { ...target, author: idOf(2) })).toBe(true);
  for (const seq of [5, 6]) expect(mayDelete(deletion, true, { ...target, seq })).toBe(false);
});

test.each([
  [0, 0, true],
  [0, 9, true],
  [9, 9, true],
  [10, 9, true],
  [8, 9, false],
  [9, 0, false],
])('a word that counts until %d deletes what counts until %d: %s', (expiry, targets, may) => {
  const author = idOf(1);
  expect(mayDelete({ seq: 5, author, expiry }, false, { seq: 4, author, expiry: targets })).toBe(may);
});

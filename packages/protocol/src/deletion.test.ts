import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deletedSeq, deletionId } from './deletion.ts';

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

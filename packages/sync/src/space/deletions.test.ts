/**
 * What was deleted and by whose word, and which tombstones that excuses.
 * @module
 */
import { deletionId } from '@obhut/protocol/deletion.ts';
import { hashOf, idOf } from '@obhut/protocol/testing/states.ts';
import { describe, expect, it } from 'vitest';
import { deletedType, Deletions, saysWhatItsIdSays } from './deletions.ts';
import type { Core } from './fact.ts';

const [space, author, other] = [idOf(4), idOf(1), idOf(2)];
/** Of the seq that it has itself, and of that which it deletes. */
const deletion = (seq: number, named: number, by = author, expiry = 0) => ({
  seq,
  author: by,
  expiry,
  event: deletionId(space, named),
});
const event = (seq: number, by = author, expiry = 0) => ({ seq, author: by, expiry });
const gone = (seq: number, expiry = 0) => ({ kind: 'gone', seq, author, expiry, hash: hashOf(5) }) as const;
const never = () => false;

const core = (type: string, body: unknown): Core => ({
  seen: { seq: 1, chain: hashOf(1) },
  time: 0,
  type,
  body,
  blobs: [],
});

describe('an event says in its content what its id says', () => {
  const body = { seq: 7, event: '', blobs: [] };

  it('that it deletes, and which', () => {
    expect(saysWhatItsIdSays(core(deletedType, body), 7)).toBe(true);
    expect(saysWhatItsIdSays(core(deletedType, body), 8)).toBe(false);
    expect(saysWhatItsIdSays(core('note/said@1', body), 7)).toBe(false);
    expect(saysWhatItsIdSays(core(deletedType, { seq: 7 }), 7)).toBe(false);
  });

  it('or that it does not', () => {
    expect(saysWhatItsIdSays(core('note/said@1', body), null)).toBe(true);
    expect(saysWhatItsIdSays(core(deletedType, body), null)).toBe(false);
  });
});

const isAdmin = (role: 'reader' | 'writer' | 'admin' | 'owner') =>
  new Deletions().hear(space, deletion(5, 3), role)?.isAdmin;

describe('a word', () => {
  it('is heard of events whose id says so', () => {
    const deletions = new Deletions();
    expect(deletions.hear(space, { ...event(5), event: idOf(9) }, 'owner')).toBeNull();
    expect(deletions.hear(idOf(5), deletion(5, 3), 'owner')).toBeNull();
    expect(deletions.words).toEqual([]);
    expect(deletions.hear(space, deletion(5, 3), 'writer')).toEqual({ named: 3, deletion: event(5), isAdmin: false });
    expect(deletions.words).toHaveLength(1);
  });

  it('is an admin’s from that role on', () => {
    expect([isAdmin('reader'), isAdmin('writer'), isAdmin('admin'), isAdmin('owner')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('counts once, however often it is heard, and beside others about the same', () => {
    const deletions = new Deletions();
    for (let time = 0; time < 2; time++) deletions.hear(space, deletion(5, 3), 'writer');
    deletions.hear(space, deletion(6, 3, other), 'admin');
    expect(deletions.words.map(({ deletion: { seq }, isAdmin }) => [seq, isAdmin])).toEqual([
      [5, false],
      [6, true],
    ]);
  });

  it('deletes what its author has said, or an admin’s anything, but nothing that deletes', () => {
    const deletions = new Deletions();
    const own = deletions.hear(space, deletion(5, 3), 'writer');
    const admins = deletions.hear(space, deletion(6, 3, other), 'admin');
    if (own === null || admins === null) throw new TypeError('not heard');
    expect(deletions.deletes(own, event(3))).toBe(true);
    expect(deletions.deletes(own, event(3, other))).toBe(false);
    expect(deletions.deletes(admins, event(3))).toBe(true);
    deletions.hear(space, deletion(3, 2), 'writer');
    expect(deletions.deletes(admins, event(3))).toBe(false);
  });
});

describe('a tombstone', () => {
  it('is owed until somebody has deleted it who may', () => {
    const deletions = new Deletions();
    deletions.owe(gone(3));
    expect([deletions.isSettled, deletions.missing(never)]).toEqual([false, gone(3)]);
    deletions.hear(space, deletion(5, 3, other), 'writer');
    expect(deletions.missing(never)).toEqual(gone(3));
    deletions.hear(space, deletion(6, 3), 'writer');
    expect([deletions.missing(never), deletions.isSettled]).toEqual([null, true]);
  });

  it('is owed no longer when it is over', () => {
    const deletions = new Deletions();
    deletions.owe(gone(3, 9));
    deletions.owe(gone(4, 12));
    expect(deletions.missing((expiry) => expiry < 10)).toEqual(gone(4, 12));
    expect(deletions.missing((expiry) => expiry < 13)).toBeNull();
  });
});

it('what a snapshot has kept counts as if it had been heard', () => {
  const [before, after] = [new Deletions(), new Deletions()];
  before.hear(space, deletion(5, 3), 'writer');
  before.hear(space, deletion(6, 3), 'writer');
  after.resume(before.words);
  expect(after.words).toEqual(before.words);
  // Heard again it is no other word, and it is itself not deleted.
  const again = after.hear(space, deletion(5, 3), 'writer');
  expect(after.words).toEqual(before.words);
  after.owe(gone(3));
  expect(after.missing(never)).toBeNull();
  const word = after.hear(space, deletion(9, 5), 'admin');
  expect([again?.named, word === null || after.deletes(word, event(5))]).toEqual([3, false]);
});

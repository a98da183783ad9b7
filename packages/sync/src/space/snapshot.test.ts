import { toHex } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { hashOf, idOf } from '@obhut/protocol/testing/states.ts';
import { describe, expect, it } from 'vitest';
import type { Fact } from './fact.ts';
import { endOf, factsOf, snapshotOf, spaceSnapshot, type SpaceSnapshot } from './snapshot.ts';

const id = new Uint8Array(16);
const expiring = (...days: number[]): Pick<SpaceSnapshot, 'facts'> => ({
  facts: days.map((day, seq) => [seq, 0, 0, 0, day, id, {}, []]),
});

it('a snapshot ends with the first thing in it that does', () => {
  expect(endOf(expiring(20_003, 0, 20_001, 20_002))).toBe(20_001);
  expect(endOf(expiring(20_001, 20_003))).toBe(20_001);
  expect(endOf(expiring(0, 0))).toBe(0);
  expect(endOf(expiring())).toBe(0);
});

it('a number of nothing is no fact', () => {
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

describe('what a snapshot keeps', () => {
  const everybody = (['staff', 'guardian', 'carrier', 'device'] as const).flatMap((as) =>
    (['leadership', 'team', 'day', 'none'] as const).flatMap((through) =>
      (['reader', 'writer', 'admin', 'owner'] as const).map((role) => ({ as, through, role })),
    ),
  );

  /** Said by somebody of each standing there is, two times over, and one of another type. */
  const facts: Fact[] = [...everybody, ...everybody].map(({ as, through, role }, at) => {
    const persona = toHex(idOf(1 + (at % 3)));
    const standing = { persona, class: as, through, role, space: { id: toHex(idOf(4)), kind: 'group' } } as const;
    const type = at === 5 ? 'note/read@1' : 'note/said@1';
    const eventId = toHex(new Uint8Array(16).fill(9).with(0, at));
    const fact = { id: eventId, seq: 10 + at, type, body: { at }, author: persona, time: at, expiry: 0, files: [] };
    return { fact, standing, blobs: [] };
  });

  const kept = (given: Partial<Parameters<typeof snapshotOf>[0]['replica']> = {}) =>
    snapshotOf({
      replica: {
        space: idOf(4),
        access: 'full',
        seq: 300,
        records: [{ seq: 1, record: hashOf(1) }],
        knownHeads: new Map([[toHex(idOf(2)), 7]]),
        facts,
        rejected: [{ seq: 3, author: idOf(1), why: 'seen' }],
        ...given,
      },
      today: 20_000,
      chain: hashOf(6),
      living: [9, 10, 11, 300].map((seq) => ({ seq, author: idOf(1), expiry: 0 })),
      counted: [`${toHex(idOf(1))} ${facts[0]?.fact.id}`, 'another'],
      words: [{ named: 2, deletion: { seq: 4, author: idOf(1), expiry: 0 }, isAdmin: true }],
    });

  it('comes back from its bytes as it was, whoever said it', () => {
    const read = decodeCbor(spaceSnapshot, encodeCbor(kept()));
    expect(read).toEqual(kept());
    expect(factsOf(read)).toEqual(facts);
  });

  it('names each type and each standing once', () => {
    const { types, standings } = kept();
    expect(types).toEqual(['note/said@1', 'note/read@1']);
    expect(new Set(standings.map((each) => JSON.stringify(each))).size).toBe(standings.length);
  });

  it('says of what is no fact its place, and of facts nothing twice', () => {
    expect(kept().others.map(({ seq }) => seq)).toEqual([9, 300]);
    expect(kept().counted).toEqual(['another']);
    expect(kept().heads).toEqual([{ space: idOf(2), index: 7 }]);
  });

  it('has a chain only where there is one to check', () => {
    expect(kept().chain).toEqual(hashOf(6));
    expect(kept({ access: 'control' }).chain).toEqual(new Uint8Array());
  });
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { flagAgainst, flagsOf, guardianships, guardianshipsOf, rightBlocked } from './guardianships.ts';
import { modelContract } from './kernel/model.contract.ts';
import { eventIdOf, foldAll, guardianIn, leaderIn, said, someone, staffIn } from './testing/facts.ts';

const stated = 'guardianship/stated@1';
const recorded = 'protection/recorded@1';
const { mother, father } = someone;

modelContract(
  guardianships,
  fc.oneof(
    fc.record({
      type: fc.constant(stated),
      body: fc.record({
        guardian: fc.constantFrom(mother, father),
        relation: fc.constantFrom('Mutter', ''),
        rights: fc.constantFrom(['custody', 'maySee'], []),
      }),
      standing: fc.constantFrom(staffIn('ward'), guardianIn('ward')),
    }),
    fc.record({
      type: fc.constant(recorded),
      body: fc.constant({ person: father, name: 'Can Yılmaz', file: '' }),
      standing: fc.constant(leaderIn('ward/protection')),
    }),
    fc.record({
      type: fc.constant('protection/lifted@1'),
      body: fc.constant({ flag: eventIdOf(1) }),
      standing: fc.constant(leaderIn('ward/protection')),
    }),
  ),
);

test('rights belong to one guardian; without any the relation has ended', () => {
  const ward = staffIn('ward');
  const state = foldAll(guardianships, [
    said(ward, 1, stated, { guardian: mother, relation: 'Mutter', rights: ['custody', 'maySee'] }),
    said(ward, 2, stated, { guardian: father, relation: 'Vater', rights: ['custody'] }),
    said(ward, 3, stated, { guardian: mother, relation: 'Mutter', rights: ['maySee'] }),
  ]);
  expect(guardianshipsOf(state)).toEqual([
    { guardian: mother, relation: 'Mutter', rights: ['maySee'] },
    { guardian: father, relation: 'Vater', rights: ['custody'] },
  ]);
  const ended = foldAll(guardianships, [said(ward, 1, stated, { guardian: mother, relation: 'Mutter', rights: [] })]);
  expect(guardianshipsOf(ended)).toEqual([]);
});

test('nobody states their own rights', () => {
  const standing = guardianIn('ward');
  const { fact } = said(standing, 1, stated, { guardian: mother, relation: 'Mutter', rights: ['custody'] });
  expect(guardianships.fold(guardianships.empty, fact, standing).result).toBe('forbidden');
});

test('a flag stands against the person and against whoever has the name, until it is lifted or over', () => {
  const leader = leaderIn('ward/protection');
  const state = foldAll(guardianships, [
    said(leader, 1, recorded, { person: null, name: 'Can Yılmaz', file: '12 F 34/26' }, { expiry: 50 }),
    said(leader, 2, recorded, { person: mother, name: 'Ayşe', file: '' }),
  ]);
  expect(flagAgainst(state, father, ' can yılmaz')?.file).toBe('12 F 34/26');
  expect(flagAgainst(state, mother, null)).not.toBeNull();
  expect(flagAgainst(state, father, 'Can Demir')).toBeNull();
  expect(flagAgainst(undefined, father, 'Can Yılmaz')).toBeNull();
  expect(flagAgainst(guardianships.expire(state, 51), father, 'Can Yılmaz')).toBeNull();
  const { fact, standing } = said(leader, 3, 'protection/lifted@1', { flag: eventIdOf(2) });
  const lifted = guardianships.fold(state, fact, standing).state;
  expect(flagsOf(lifted).map(({ name }) => name)).toEqual(['Can Yılmaz']);
});

function flag(seq: number, person: string | null, name: string, bans: readonly string[]) {
  return said(leaderIn('ward/protection'), seq, 'protection/recorded@2', { person, name, file: '', bans });
}

test('a ban on collecting leaves reading alone; one on contact forbids both, whoever of that name asks', () => {
  const all = ['custody', 'maySee', 'mayCollect'] as const;
  const collect = foldAll(guardianships, [flag(1, father, 'Can Yılmaz', ['collect'])]);
  expect(rightBlocked(collect, father, null, ['custody', 'maySee'])).toBeNull();
  expect(rightBlocked(collect, father, null, all)).toBe('mayCollect');
  const contact = foldAll(guardianships, [flag(1, null, 'Can Yılmaz', ['contact'])]);
  expect(rightBlocked(contact, mother, 'can yılmaz', all)).toBe('maySee');
  expect(rightBlocked(contact, null, 'Can Yılmaz', ['mayCollect'])).toBe('mayCollect');
  expect(rightBlocked(contact, mother, 'Ayşe Yılmaz', all)).toBeNull();
  expect(rightBlocked(foldAll(guardianships, [flag(1, father, 'Can', ['disclosure'])]), father, null, all)).toBe(
    'maySee',
  );
  const standing = leaderIn('ward/protection');
  expect(guardianships.fold(guardianships.empty, flag(1, father, 'Can', []).fact, standing).result).toBe('invalid');
  const before = { person: father, name: 'Can', file: '' };
  const old = foldAll(guardianships, [said(standing, 1, recorded, before)]);
  expect(rightBlocked(old, father, null, ['mayCollect'])).toBe('mayCollect');
});

/**
 * Inner spaces get their new keys first: which of them are due.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { staleMemberSpaces } from '@obhut/protocol/stale.ts';
import { beforeAll, expect, test } from 'vitest';
import { join, stateOf } from '../testing/forge.ts';
import { spaceOf, World } from '../testing/world.ts';

beforeAll(cryptoReady);

test('a member space that somebody was removed from is named until it has new keys', async () => {
  const world = new World();
  const leader = await world.found();
  const group = await world.group(leader);
  const team = spaceOf(leader, 'team');
  const due = () => staleMemberSpaces(stateOf(leader, group), leader.institution.logs, world.day);
  const { who } = await join(world, leader, team, 'writer');
  expect(due()).toEqual([]);
  await leader.write((act) => act.record(team, 'remove', () => ({ member: who.id })));
  expect(due()).toEqual([toHex(team)]);
  await leader.write((act) => act.rekey(team, [null]));
  expect(due()).toEqual([]);
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarms, allAlarms } from './alarms.ts';
import { modelContract } from './kernel/model.contract.ts';
import { foldAll, guardianIn, leaderIn, places, said, staffIn } from './testing/facts.ts';

const type = 'alarm/raised@1';
const body = { space: places.group, why: 'rollback', day: 20_000 };

modelContract(
  alarms,
  fc.record({
    type: fc.constant(type),
    body: fc.record({ space: fc.constant(places.group), why: fc.constantFrom('rollback', 'gap'), day: fc.nat(9) }),
    standing: fc.constantFrom(guardianIn('mailbox'), staffIn('team'), leaderIn('everyone')),
  }),
);

test('guardians tell it in their own mailbox, staff in the team: the newest day first', () => {
  const states = new Map([
    [places.mother, foldAll(alarms, [said(guardianIn('mailbox', places.mother), 1, type, body)])],
    ['team', foldAll(alarms, [said(staffIn('team'), 2, type, { ...body, day: 20_003, why: 'gap' })])],
    ['everyone', foldAll(alarms, [said(guardianIn('everyone'), 3, type, body)])],
  ]);
  expect(allAlarms(states).map(({ why, day }) => [why, day])).toEqual([
    ['gap', 20_003],
    ['rollback', 20_000],
  ]);
});

test.each(['', 'no hex', 'f'.repeat(31)])('a space called “%s” is none', (space) => {
  const outcome = foldAll(alarms, [said(staffIn('team'), 1, type, { ...body, space })]);
  expect(outcome).toEqual(alarms.empty);
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelContract } from './kernel/model.contract.ts';
import { preparations, preparedLetters, wasHanded } from './prepared-letters.ts';
import { foldAll, guardianIn, leaderIn, places, said, someone, staffIn } from './testing/facts.ts';

const leader = leaderIn('leadership');
const letter = (id: string, name = 'Ayşe Yılmaz') => ({
  id: id.repeat(32),
  name,
  relation: 'Mutter',
  reach: '',
  isCustodian: false,
  mayCollect: null,
  wards: ['e'.repeat(32)],
});

modelContract(
  preparedLetters,
  fc.oneof(
    fc.record({
      type: fc.constant('letter/prepared@1'),
      body: fc.constantFrom(
        { letters: [letter('1')] },
        { letters: [letter('1', 'Can'), letter('2')] },
        { letters: [] },
      ),
      standing: fc.constantFrom(leader, staffIn('team')),
    }),
    fc.record({
      type: fc.constantFrom('letter/follows@1'),
      body: fc.constant({ prepared: '1'.repeat(32) }),
      standing: fc.constantFrom(staffIn('mailbox'), guardianIn('mailbox')),
    }),
    fc.record({
      type: fc.constant('letter/handed@1'),
      body: fc.constant({ inPerson: true }),
      standing: fc.constantFrom(staffIn('mailbox'), guardianIn('mailbox')),
    }),
  ),
);

function mailbox(personas: readonly string[]) {
  return { id: places.mother, kind: 'mailbox', personas, writers: personas, invites: [] };
}

test('a prepared letter waits, is made, is handed over, and lets somebody in', () => {
  const prepared = foldAll(preparedLetters, [
    said(leader, 1, 'letter/prepared@1', { letters: [letter('1'), letter('2', 'Can Yılmaz')] }),
  ]);
  const follows = said(staffIn('mailbox'), 1, 'letter/follows@1', { prepared: '1'.repeat(32) });
  const handed = said(staffIn('mailbox'), 2, 'letter/handed@1', { inPerson: true });
  const at = (said: readonly (typeof follows)[]) =>
    new Map([
      [places.everyone, prepared],
      [places.mother, foldAll(preparedLetters, said)],
    ]);
  const waiting = { mailbox: null, wasHanded: false, person: null };
  expect(preparations(at([]), [mailbox([])])).toMatchObject([waiting, waiting]);
  expect(preparations(at([follows]), [mailbox([])])[0]).toMatchObject({ mailbox: places.mother, wasHanded: false });
  expect(preparations(at([follows, handed]), [mailbox([someone.mother])])).toMatchObject([
    { name: 'Ayşe Yılmaz', mailbox: places.mother, wasHanded: true, person: someone.mother },
    { name: 'Can Yılmaz', ...waiting },
  ]);
  expect(wasHanded(at([follows]), places.mother)).toBe(false);
  expect(wasHanded(at([follows, handed]), places.mother)).toBe(true);
});

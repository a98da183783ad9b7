import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { comebacks, comebacksDue, comebacksOpen } from './comebacks.ts';
import { modelContract } from './kernel/model.contract.ts';
import type { Membership } from './kernel/membership.ts';
import { foldAll, guardianIn, places, said, someone, staffIn } from './testing/facts.ts';

const replaces = 'letter/replaces@1';

modelContract(
  comebacks,
  fc.record({
    type: fc.constant(replaces),
    body: fc.record({ person: fc.constantFrom(someone.mother, someone.father) }),
    standing: fc.constantFrom(staffIn('mailbox'), guardianIn('mailbox')),
  }),
);

const states = new Map([
  [
    places.father,
    foldAll(comebacks, [said(staffIn('mailbox', places.father), 1, replaces, { person: someone.mother })]),
  ],
]);

const mailbox = (id: string, personas: string[], invites: string[] = []): Membership => ({
  id,
  kind: 'mailbox',
  personas,
  writers: personas,
  invites,
});

const before = mailbox(places.mother, [someone.mother]);

test('a new letter is open until it is used', () => {
  expect(comebacksOpen(states, [before, mailbox(places.father, [], ['letter'])])).toEqual(new Set([someone.mother]));
  expect(comebacksOpen(states, [before, mailbox(places.father, ['e'.repeat(32)])])).toEqual(new Set());
});

test('whoever used it is due until they stand in their old place', () => {
  const next = 'e'.repeat(32);
  expect(comebacksDue(states, [before, mailbox(places.father, [], ['letter'])])).toEqual([]);
  expect(comebacksDue(states, [before, mailbox(places.father, [next])])).toEqual([{ person: someone.mother, next }]);
  expect(comebacksDue(states, [before, mailbox(places.father, [someone.mother])])).toEqual([]);
});

test('nobody is due for whom is out altogether', () => {
  expect(comebacksDue(states, [mailbox(places.father, ['e'.repeat(32)])])).toEqual([]);
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactOf, contacts } from './contacts.ts';
import { modelContract } from './kernel/model.contract.ts';
import { foldAll, guardianIn, places, said, someone, staffIn } from './testing/facts.ts';

const type = 'contact/given@1';

modelContract(
  contacts,
  fc.record({
    type: fc.constant(type),
    body: fc.record({ phone: fc.constantFrom('0151 1', ''), address: fc.constantFrom('Am Wehr 1', '') }),
    standing: fc.constantFrom(guardianIn('mailbox'), staffIn('mailbox')),
  }),
);

test('the last word of the person counts; what nobody gave is empty', () => {
  const mailbox = guardianIn('mailbox', places.mother);
  const state = foldAll(contacts, [
    said(mailbox, 1, type, { phone: '0151 1', address: '' }),
    said(mailbox, 2, type, { phone: '0151 2', address: 'Am Wehr 1\n12345 Ort' }),
  ]);
  const states = new Map([[places.mother, state]]);
  expect(contactOf(states, someone.mother)).toEqual({ phone: '0151 2', address: 'Am Wehr 1\n12345 Ort' });
  expect(contactOf(states, someone.father)).toEqual({ phone: '', address: '' });
});

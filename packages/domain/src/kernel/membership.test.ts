import { expect, test } from 'vitest';
import { carriersOf, mailboxesOf, mailboxOf, othersThanGuardians, staffOf, type Membership } from './membership.ts';

const space = (id: string, kind: string, ...personas: string[]): Membership => ({
  id,
  kind,
  personas,
  writers: [],
  invites: [],
});

test('staff are the direct members of leadership and of the teams', () => {
  const spaces = [
    space('1', 'leadership', 'lea'),
    space('2', 'team', 'tom'),
    space('3', 'everyone', 'gül'),
    space('4', 'day', 'tablet'),
  ];
  expect([...staffOf(spaces)]).toEqual(['lea', 'tom']);
});

test('who writes in everyone in their own name is of the carrier, and no guardian; who writes in a mailbox is one', () => {
  const spaces = [
    space('1', 'leadership', 'lea'),
    { ...space('2', 'everyone', 'gül', 'petra'), writers: ['petra'] },
    { ...space('3', 'mailbox', 'gül'), writers: ['gül'] },
  ];
  expect([...carriersOf(spaces)]).toEqual(['petra']);
  expect([...othersThanGuardians(spaces)]).toEqual(['lea', 'petra']);
  expect([...staffOf(spaces)]).toEqual(['lea']);
});

test('a mailbox is found by its guardian', () => {
  const spaces = [space('1', 'group', 'gül'), space('2', 'mailbox', 'jo'), space('3', 'mailbox', 'gül')];
  expect(mailboxOf(spaces, 'gül')?.id).toBe('3');
  expect(mailboxOf(spaces, 'nobody')).toBeUndefined();
  expect(mailboxesOf([...spaces, space('4', 'mailbox', 'gül')], 'gül').map(({ id }) => id)).toEqual(['3', '4']);
});

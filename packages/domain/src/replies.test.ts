import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelContract } from './kernel/model.contract.ts';
import { replies, threads } from './replies.ts';
import { eventIdOf, foldAll, guardianIn, places, said, someone, staffIn } from './testing/facts.ts';

const type = 'reply/sent@1';
const zoo = eventIdOf(100);
const party = eventIdOf(101);

modelContract(
  replies,
  fc.record({
    type: fc.constant(type),
    body: fc.record({ post: fc.constantFrom(zoo, party), text: fc.constantFrom('Ja', 'Nein') }),
    standing: fc.constantFrom(guardianIn('mailbox'), staffIn('mailbox'), guardianIn('group')),
  }),
);

test('a thread for each guardian and post, in the order of the mailbox, the newest first', () => {
  const mother = guardianIn('mailbox', places.mother);
  const states = new Map([
    [
      places.mother,
      foldAll(replies, [
        said(mother, 3, type, { post: zoo, text: 'Elif kommt mit' }, { time: 500 }),
        said(staffIn('mailbox', places.mother), 4, type, { post: zoo, text: 'Danke' }, { time: 400 }),
        said(mother, 5, type, { post: party, text: 'Kuchen' }, { time: 450 }),
      ]),
    ],
    [
      places.father,
      foldAll(replies, [
        said(guardianIn('mailbox', places.father, someone.father), 1, type, { post: zoo, text: 'Nein' }, { time: 900 }),
      ]),
    ],
  ]);
  expect(
    threads(states).map(({ mailbox, post, isOpen, replies }) => [
      mailbox,
      post,
      isOpen,
      replies.map(({ text, from }) => `${from}: ${text}`),
    ]),
  ).toEqual([
    [places.father, zoo, true, ['guardian: Nein']],
    [places.mother, party, true, ['guardian: Kuchen']],
    [places.mother, zoo, false, ['guardian: Elif kommt mit', 'staff: Danke']],
  ]);
});

test('nobody replies where others read', () => {
  for (const standing of [guardianIn('group'), guardianIn('everyone'), staffIn('group')]) {
    expect(replies.fold(replies.empty, said(standing, 1, type, { post: zoo, text: 'x' }).fact, standing).result).toBe(
      'forbidden',
    );
  }
});

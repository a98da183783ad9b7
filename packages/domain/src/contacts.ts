/**
 * How a guardian can be reached: given by themselves, in their own mailbox, for the team alone.
 * @module
 */
import * as z from 'zod/mini';
import { defineModel, on } from './kernel/model.ts';
import { expireRegisters, latest, writeAt, type Registers } from './kernel/register.ts';
import { line, prose } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

const contactGiven = z.strictObject({
  phone: z.union([z.literal(''), line(100)]),
  address: z.union([z.literal(''), prose(500)]),
});
export type Contact = z.infer<typeof contactGiven>;

export interface ContactsState {
  /** By person. */
  given: Registers<Contact>;
}

export const contacts = defineModel<ContactsState>(
  'contacts',
  { given: new Map() },
  {
    'contact/given@1': on({
      schema: contactGiven,
      may: placed,
      apply: (state, fact) => ({ given: writeAt(state.given, fact.author, fact, fact.body) }),
    }),
  },
  (state, today) => ({ given: expireRegisters(state.given, today) }),
);

/** As the person last gave it in one of their mailboxes. */
export function contactOf(states: BySpace<ContactsState>, person: string): Contact {
  const all = [...states.values()].flatMap(({ given }) => latest(given.get(person)) ?? []);
  return all.at(-1) ?? { phone: '', address: '' };
}

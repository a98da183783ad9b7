/**
 * Letters that wait to be made: what a list said of somebody who is to be invited. It lies in leadership until somebody there makes the
 * letter; the letter's mailbox says which prepared one it follows, and whether it was handed over in person.
 * @module
 */
import * as z from 'zod/mini';
import type { Membership } from './kernel/membership.ts';
import { defineModel, on } from './kernel/model.ts';
import {
  expireRegister,
  expireRegisters,
  latest,
  write,
  writeAt,
  type Register,
  type Registers,
} from './kernel/register.ts';
import { line } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/u));

/** `reach`: phone and mail as the list has them. `mayCollect` false: a ban says so. It gives no right to anybody. */
const prepared = z.strictObject({
  id,
  name: line(200),
  relation: z.union([z.literal(''), line(100)]),
  reach: z.union([z.literal(''), line(400)]),
  isCustodian: z.boolean(),
  mayCollect: z.nullable(z.literal(false)),
  wards: z.array(id).check(z.minLength(1), z.maxLength(50)),
});
export type PreparedLetter = z.infer<typeof prepared>;

/** So many go into one event. */
export const mostPrepared = 20;

export interface PreparedLettersState {
  letters: Registers<PreparedLetter>;
  /** In a mailbox: which of them its letter was. */
  follows: Register<string>;
  handed: Register<true>;
}

export const preparedLetters = defineModel<PreparedLettersState>(
  'prepared-letters',
  { letters: new Map(), follows: [], handed: [] },
  {
    'letter/prepared@1': on({
      schema: z.strictObject({ letters: z.array(prepared).check(z.minLength(1), z.maxLength(mostPrepared)) }),
      may: placed,
      apply: (state, fact) => ({
        ...state,
        letters: fact.body.letters.reduce((all, letter) => writeAt(all, letter.id, fact, letter), state.letters),
      }),
    }),
    'letter/follows@1': on({
      schema: z.strictObject({ prepared: id }),
      may: placed,
      apply: (state, fact) => ({ ...state, follows: write(state.follows, fact, fact.body.prepared) }),
    }),
    'letter/handed@1': on({
      schema: z.strictObject({ inPerson: z.literal(true) }),
      may: placed,
      apply: (state, fact) => ({ ...state, handed: write(state.handed, fact, true as const) }),
    }),
  },
  (state, today) => ({
    letters: expireRegisters(state.letters, today),
    follows: expireRegister(state.follows, today),
    handed: expireRegister(state.handed, today),
  }),
);

export interface Preparation extends PreparedLetter {
  /** Of the letter that was made of it; null: it waits. */
  mailbox: string | null;
  wasHanded: boolean;
  /** As who somebody has come in by the letter; null: nobody has. */
  person: string | null;
}

/** All of them, whatever has become of them. */
export function preparations(
  states: BySpace<PreparedLettersState>,
  spaces: readonly Membership[],
): readonly Preparation[] {
  const mailboxes = new Map(
    spaces.flatMap((space) => {
      const followed = space.kind === 'mailbox' ? latest(states.get(space.id)?.follows) : null;
      return followed === null ? [] : [[followed, space] as const];
    }),
  );
  const letters = [...states.values()].flatMap((state) =>
    [...state.letters.values()].flatMap((one) => latest(one) ?? []),
  );
  return letters.map((letter) => {
    const mailbox = mailboxes.get(letter.id);
    const [person = null] = mailbox?.personas ?? [];
    return { ...letter, mailbox: mailbox?.id ?? null, wasHanded: wasHanded(states, mailbox?.id), person };
  });
}

/** Whether somebody has said so of the letter with this mailbox. */
export function wasHanded(states: BySpace<PreparedLettersState>, mailbox: string | undefined): boolean {
  return latest(states.get(mailbox ?? '')?.handed) === true;
}

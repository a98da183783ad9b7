/**
 * What people are called: staff in `everyone`, guardians in their mailbox and in conversations that they take part in, and to whom a letter
 * goes. A name is always its author's own: nobody can name somebody else.
 * @module
 */
import * as z from 'zod/mini';
import { defineModel, on } from './kernel/model.ts';
import type { Membership } from './kernel/membership.ts';
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

const profileNamed = z.strictObject({ name: line(200) });
/** `note`: who that is to whom, such as "Mutter von Elif". May be empty. */
export const letterAddressed = z.strictObject({ name: line(200), note: z.union([z.literal(''), line(200)]) });
export type LetterAddressed = z.infer<typeof letterAddressed>;

export interface PeopleState {
  /** By persona. */
  profiles: Registers<string>;
  addressed: Register<LetterAddressed>;
}

export const people = defineModel<PeopleState>(
  'people',
  { profiles: new Map(), addressed: [] },
  {
    'profile/named@1': on({
      schema: profileNamed,
      may: placed,
      apply: (state, fact, _standing, put) => ({
        ...state,
        profiles: writeAt(state.profiles, fact.author, fact, fact.body.name, put),
      }),
    }),
    'letter/addressed@1': on({
      schema: letterAddressed,
      may: placed,
      apply: (state, fact) => ({ ...state, addressed: write(state.addressed, fact, fact.body) }),
    }),
  },
  (state, today) => ({
    profiles: expireRegisters(state.profiles, today),
    addressed: expireRegister(state.addressed, today),
  }),
);

export interface Person {
  persona: string;
  /** As they call themselves, else as their letter was addressed; null: neither is known. */
  name: string | null;
  /** From the letter; empty for staff. */
  note: string;
  /** Whom the letter was for, where that differs from `name`; otherwise null. */
  letterFor: string | null;
  /** Somebody else here has the same name. */
  sharesName: boolean;
}

function ownName(states: BySpace<PeopleState>, persona: string): string | null {
  return (
    [...states.values()].map(({ profiles }) => latest(profiles.get(persona))).findLast((name) => name !== null) ?? null
  );
}

function personOf(
  states: BySpace<PeopleState>,
  persona: string,
  mailbox: Membership | undefined,
): Omit<Person, 'sharesName'> {
  const letter = mailbox === undefined ? null : latest(states.get(mailbox.id)?.addressed);
  const name = ownName(states, persona) ?? letter?.name ?? null;
  const letterFor = letter === null || letter.name === name ? null : letter.name;
  return { persona, name, note: letter?.note ?? '', letterFor };
}

function sameName(name: string): string {
  return name.toLowerCase();
}

/** Everybody who is in a space, by persona. */
export function directory(states: BySpace<PeopleState>, spaces: readonly Membership[]): ReadonlyMap<string, Person> {
  const mailboxes = new Map(
    spaces
      .filter(({ kind }) => kind === 'mailbox')
      .flatMap((space) => space.personas.map((persona) => [persona, space] as const)),
  );
  const personas = new Set([
    ...spaces.flatMap((space) => space.personas),
    ...[...states.values()].flatMap(({ profiles }) => [...profiles.keys()]),
  ]);
  const found = [...personas].map((persona) => personOf(states, persona, mailboxes.get(persona)));
  const counts = new Map<string, number>();
  for (const { name } of found) if (name !== null) counts.set(sameName(name), (counts.get(sameName(name)) ?? 0) + 1);
  return new Map(
    found.map((person) => [
      person.persona,
      { ...person, sharesName: person.name !== null && (counts.get(sameName(person.name)) ?? 0) > 1 },
    ]),
  );
}

export interface OpenLetter {
  mailbox: string;
  name: string | null;
  note: string;
}

/** Letters that nobody has used so far. */
export function openLetters(states: BySpace<PeopleState>, spaces: readonly Membership[]): readonly OpenLetter[] {
  return spaces
    .filter(({ kind, invites }) => kind === 'mailbox' && invites.length > 0)
    .map(({ id }) => {
      const letter = latest(states.get(id)?.addressed);
      return { mailbox: id, name: letter?.name ?? null, note: letter?.note ?? '' };
    });
}

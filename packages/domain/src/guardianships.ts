/**
 * What one guardian is to one ward. Rights belong to this relation, never to a household; and a protection flag beats all of them: it is
 * recorded where only leadership and staff by name read it, as a fact without notes.
 * @module
 */
import * as z from 'zod/mini';
import { aliveIn } from './kernel/expiry.ts';
import { defineModel, on } from './kernel/model.ts';
import { expireRegisters, latest, writeAt, type Registers } from './kernel/register.ts';
import { line } from './kernel/text.ts';
import { placed } from './placement.ts';

const personId = z.string().check(z.regex(/^[0-9a-f]{32}$/u));

export const guardianRights = ['custody', 'maySee', 'mayDecide', 'mayCollect', 'inEmergency'] as const;
export type GuardianRight = (typeof guardianRights)[number];

/** `relation`: what they call it, such as "Mutter". */
const guardianshipStated = z.strictObject({
  guardian: personId,
  relation: z.union([z.literal(''), line(100)]),
  rights: z.array(z.enum(guardianRights)),
});
export type Guardianship = z.infer<typeof guardianshipStated>;

/** Whoever is not in is named by `name` alone. The day until which it holds is the event's expiry. */
const protectionRecorded = z.strictObject({
  person: z.nullable(personId),
  name: line(200),
  file: z.union([z.literal(''), line(200)]),
});
/** What is forbidden. Before version 2 it was not said, and counts as all of it. */
const protectionBans = ['collect', 'contact', 'disclosure'] as const;
export type ProtectionBan = (typeof protectionBans)[number];
const protectionRecorded2 = z.strictObject({
  person: z.nullable(personId),
  name: line(200),
  file: z.union([z.literal(''), line(200)]),
  bans: z.array(z.enum(protectionBans)).check(z.minLength(1)),
});
const protectionLifted = z.strictObject({ flag: personId });

export interface ProtectionFlag {
  id: string;
  person: string | null;
  name: string;
  file: string;
  bans: readonly ProtectionBan[];
  /** Last UTC day; 0: until it is lifted. */
  expiry: number;
}

export interface GuardianshipsState {
  /** By guardian; null: it has ended. */
  stated: Registers<Guardianship>;
  flags: ReadonlyMap<string, ProtectionFlag>;
  lifted: Registers<true>;
}

export const guardianships = defineModel<GuardianshipsState>(
  'guardianships',
  { stated: new Map(), flags: new Map(), lifted: new Map() },
  {
    'guardianship/stated@1': on({
      schema: guardianshipStated,
      may: placed,
      apply: (state, fact) => ({ ...state, stated: writeAt(state.stated, fact.body.guardian, fact, fact.body) }),
    }),
    'protection/recorded@1': on({
      schema: protectionRecorded,
      may: placed,
      apply: (state, { id, body, expiry }) => ({
        ...state,
        flags: new Map([...state.flags, [id, { id, ...body, bans: protectionBans, expiry }]]),
      }),
    }),
    'protection/recorded@2': on({
      schema: protectionRecorded2,
      may: placed,
      apply: (state, { id, body, expiry }) => ({
        ...state,
        flags: new Map([...state.flags, [id, { id, ...body, expiry }]]),
      }),
    }),
    'protection/lifted@1': on({
      schema: protectionLifted,
      may: placed,
      apply: (state, fact) => ({ ...state, lifted: writeAt(state.lifted, fact.body.flag, fact, true) }),
    }),
  },
  (state, today) => ({
    stated: expireRegisters(state.stated, today),
    flags: aliveIn(state.flags, today),
    lifted: expireRegisters(state.lifted, today),
  }),
);

/** Of those who have any right at all. */
export function guardianshipsOf(state: GuardianshipsState | undefined): readonly Guardianship[] {
  const all = [...(state?.stated.values() ?? [])].flatMap((register) => latest(register) ?? []);
  return all.filter(({ rights }) => rights.length > 0);
}

/** Flags that nobody has lifted. */
export function flagsOf(state: GuardianshipsState | undefined): readonly ProtectionFlag[] {
  return [...(state?.flags.values() ?? [])].filter(({ id }) => latest(state?.lifted.get(id)) === null);
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Who may not collect may still read; who may have neither contact nor news may not. */
const bansOfRight: Partial<Record<GuardianRight, readonly ProtectionBan[]>> = {
  maySee: ['contact', 'disclosure'],
  mayCollect: ['collect', 'contact'],
};

/** The flags against this person. Somebody of the same name counts as well: a person decides, not the program. */
function flagsAgainst(
  state: GuardianshipsState | undefined,
  person: string | null,
  name: string | null,
): readonly ProtectionFlag[] {
  return flagsOf(state).filter(
    (flag) => (person !== null && flag.person === person) || (name !== null && same(flag.name, name)),
  );
}

export function flagAgainst(
  state: GuardianshipsState | undefined,
  person: string,
  name: string | null,
): ProtectionFlag | null {
  return flagsAgainst(state, person, name)[0] ?? null;
}

/** One of the rights that a flag keeps from this person, or null: none does. */
export function rightBlocked(
  state: GuardianshipsState | undefined,
  person: string | null,
  name: string | null,
  rights: readonly GuardianRight[],
): GuardianRight | null {
  const bans = new Set(flagsAgainst(state, person, name).flatMap((flag) => flag.bans));
  return rights.find((right) => (bansOfRight[right] ?? []).some((ban) => bans.has(ban))) ?? null;
}

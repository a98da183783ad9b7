/**
 * An act over many spaces as a feature plans it: steps in order, each of which can be asked for again and happens once. Nothing here names
 * a feature. Ids in hex; what the plan makes itself is named by a key of the plan's own.
 * @module
 */
import { notifications } from '@obhut/protocol/event.ts';
import { day } from '@obhut/protocol/fields.ts';
import { spaceKinds, type SpaceKind } from '@obhut/protocol/kinds.ts';
import * as z from 'zod/mini';
import type { MadeKind } from './space-table.ts';

const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/u));
const key = z.string().check(z.minLength(1), z.maxLength(200));

const madeKinds = spaceKinds.filter((kind: SpaceKind): kind is MadeKind => kind !== 'leadership');

/** A space that exists, or one that the plan makes: by the key of its step. */
const spaceRef = z.union([z.strictObject({ space: hexId }), z.strictObject({ made: key })]);
export type SpaceRef = z.infer<typeof spaceRef>;

const fact = z.strictObject({
  type: z.string(),
  body: z.unknown(),
  expiry: day,
  notify: z.enum(notifications),
  /** Fields of the body that are ids of spaces the plan makes, by the key of their step. */
  naming: z.optional(z.record(z.string(), key)),
});
export type PlannedFact = z.infer<typeof fact>;

const step = z.discriminatedUnion('do', [
  /** A space with the members and roles of the protocol's table, and its first facts. */
  z.strictObject({
    do: z.literal('make'),
    key,
    kind: z.enum(madeKinds),
    teams: z.array(spaceRef),
    day: z.nullable(spaceRef),
    staff: z.array(hexId),
    people: z.array(hexId),
    facts: z.array(fact),
  }),
  /**
   * A letter into the groups and a mailbox of its own, which is what the key names; and into what is for everyone: one or several such spaces
   * among `groups`, else the one that is going on.
   */
  z.strictObject({ do: z.literal('letter'), key, team: spaceRef, groups: z.array(spaceRef), facts: z.array(fact) }),
  /** `digits`: of the person's own screen, where nobody has met them so far; null: their letter was handed over in person. */
  z.strictObject({
    do: z.literal('add'),
    space: spaceRef,
    person: hexId,
    as: z.enum(['staff', 'people']),
    until: z.nullable(day),
    digits: z.nullable(z.string()),
  }),
  /** Whoever writes to everyone for the carrier from here on, or (`people`) reads like everybody else again. `digits`: as for `add`. */
  z.strictObject({
    do: z.literal('appoint'),
    space: spaceRef,
    person: hexId,
    as: z.enum(['carrier', 'people']),
    digits: z.nullable(z.string()),
  }),
  /** A day team becomes part of a ward's day, or is no part of it any more. */
  z.strictObject({ do: z.literal('join'), space: spaceRef, day: spaceRef }),
  z.strictObject({ do: z.literal('leave'), space: spaceRef, day: spaceRef }),
  z.strictObject({ do: z.literal('remove'), space: spaceRef, person: hexId }),
  /** The team leads the space from here on, in place of any other. */
  z.strictObject({ do: z.literal('lead'), space: spaceRef, team: spaceRef }),
  /** `on`: the last day of the space. */
  z.strictObject({ do: z.literal('retire'), space: spaceRef, on: day }),
  z.strictObject({ do: z.literal('say'), key, space: spaceRef, fact }),
]);
export type PlanStep = z.infer<typeof step>;
export type StepOf<Do extends PlanStep['do']> = Extract<PlanStep, { do: Do }>;

/** `id`: 16 bytes in hex, chosen once: whoever asks for the same plan again asks for nothing new. */
export const plan = z.strictObject({ id: hexId, steps: z.array(step).check(z.minLength(1), z.maxLength(10_000)) });
export type Plan = z.infer<typeof plan>;

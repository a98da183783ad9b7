/**
 * Acts on a ward's spaces as plans: pure, so that each can be asked for again and happens once.
 * @module
 */
import { namedBeside, teamOf, toLead, type LedSpace } from '@obhut/domain/group-teams.ts';
import type { Guardianship } from '@obhut/domain/guardianships.ts';
import {
  wardFieldNames,
  wardFields,
  wardTiers,
  type Ward,
  type WardFieldName,
  type WardTier,
} from '@obhut/domain/wards.ts';
import type { Plan, PlanStep } from '../../shell/use-client.ts';

export type WardValues = Readonly<Record<WardFieldName, string>>;

/** Nothing is known. */
export const noValues: WardValues = {
  name: '',
  sign: '',
  group: '',
  nextGroup: '',
  allergies: '',
  emergency: '',
  collectors: '',
  birthDate: '',
  diet: '',
  room: '',
  number: '',
  sex: '',
  street: '',
  postalCode: '',
  town: '',
  origin: '',
  religion: '',
  measles: '',
};

function fact(type: string, body: unknown) {
  return { type, body, expiry: 0, notify: 'none' as const };
}

function notedIn(tier: WardTier, values: WardValues, isDue: (field: WardFieldName) => boolean) {
  const fields = wardFieldNames.filter((field) => wardFields[field].tier === tier && isDue(field));
  return fields.map((field) => fact('ward/noted@1', { field, text: values[field] }));
}

/** `id`: the plan's and the ward's. `team`: leads what the team may know; the rest is leadership's. `day`: the group's day team, if it has one. */
export function enrolment(id: string, values: WardValues, team: string, day: string | null = null): Plan {
  const steps = wardTiers.map((tier): PlanStep => {
    const isTeams = tier === 'ward/day' || tier === 'ward';
    const noted = notedIn(tier, values, (field) => values[field] !== '');
    const facts = [fact('ward/opened@1', { ward: id }), ...noted];
    const teams = isTeams ? [{ space: team }] : [];
    const part = tier === 'ward/day' && day !== null ? { space: day } : null;
    return { do: 'make', key: tier, kind: tier, teams, day: part, staff: [], people: [], facts };
  });
  return { id, steps };
}

/** What is to be said where after an edit; fields of tiers that one does not read stay as they are. */
export function changesOf(ward: Ward, values: WardValues) {
  return wardTiers.flatMap((tier) => {
    const space = ward.spaces[tier];
    const noted = notedIn(tier, values, (field) => values[field] !== ward.fields[field]);
    return space === undefined ? [] : noted.map((said) => ({ ...said, space }));
  });
}

/** The ward comes to the team of another group. Who read more of it by name and is not in that team, is out there. */
export function moving(id: string, spaces: readonly LedSpace[], ward: Ward, group: string): Plan | null {
  const team = teamOf(spaces, group);
  const due = team === null ? [] : toLead(spaces, null, [ward], team.id);
  if (team === null || due.length === 0) return null;
  const leads = due.map((space): PlanStep => ({ do: 'lead', space: { space }, team: { space: team.id } }));
  const out = namedBeside(spaces, [ward], team.personas);
  const removes = out.map(({ space, person }): PlanStep => ({ do: 'remove', space: { space }, person }));
  return { id, steps: [...leads, ...removes] };
}

/** Who of the staff reads the ward's protection flags, or what is sensitive of it, from here on. */
export function naming(space: string, before: readonly string[], after: readonly string[]): PlanStep[] {
  const come = after.filter((person) => !before.includes(person));
  const gone = before.filter((person) => !after.includes(person));
  return [
    ...come.map((person): PlanStep => ({
      do: 'add',
      space: { space },
      person,
      as: 'staff',
      until: null,
      digits: null,
    })),
    ...gone.map((person): PlanStep => ({ do: 'remove', space: { space }, person })),
  ];
}

interface Relation extends Guardianship {
  ward: Ward;
  /** Who is in which space, by its id. */
  isIn: (space: string) => boolean;
  /** The audiences that go with it: of its group, and of the one in the year to come. */
  audiences: readonly string[];
  digits: string | null;
}

/** Puts the guardian into the ward's spaces or takes them out, as the right to see says, and states the relation. */
export function relating(id: string, { ward, isIn, audiences, digits, ...stated }: Relation): Plan {
  const { guardian, rights } = stated;
  const own = [ward.spaces['ward/day'], ward.spaces.ward, ward.spaces['ward/sensitive'], ...audiences];
  const spaces = own.flatMap((space) => space ?? []);
  const moves = rights.includes('maySee')
    ? spaces
        .filter((space) => !isIn(space))
        .map((space): PlanStep => {
          const as = 'people' as const;
          return { do: 'add', space: { space }, person: guardian, as, until: null, digits };
        })
    : spaces.filter(isIn).map((space): PlanStep => ({ do: 'remove', space: { space }, person: guardian }));
  const { ward: shared } = ward.spaces;
  const said = fact('guardianship/stated@1', stated);
  const say: PlanStep[] =
    shared === undefined ? [] : [{ do: 'say', key: 'stated', space: { space: shared }, fact: said }];
  return { id, steps: [...moves, ...say] };
}

/**
 * Which team of the staff works in which group: the one that leads the group's space, which is that of all staff unless leadership has named
 * another. The same team leads what it may know of the group's wards.
 * @module
 */
import { staffOf, type Membership } from './kernel/membership.ts';
import type { WardTier, Ward as WholeWard } from './wards.ts';

export interface LedSpace extends Membership {
  /** Member spaces. */
  spaces: readonly string[];
}

type Ward = Pick<WholeWard, 'spaces'>;

/** Where the team reads, and where single persons of it may. */
const teamTiers: readonly WardTier[] = ['ward/day', 'ward'];
const namedTiers: readonly WardTier[] = ['ward/sensitive', 'ward/protection'];

function spacesIn(ward: Ward, tiers: readonly WardTier[]): string[] {
  return tiers.flatMap((tier) => ward.spaces[tier] ?? []);
}

function teamsIn(spaces: readonly LedSpace[], id: string): LedSpace[] {
  const members = spaces.find((space) => space.id === id)?.spaces ?? [];
  return spaces.filter((space) => space.kind === 'team' && members.includes(space.id));
}

/** The team of all staff: the one that leads what is for everyone. Null: one reads no team. */
export function staffTeam(spaces: readonly LedSpace[]): LedSpace | null {
  const everyone = spaces.find(({ kind }) => kind === 'everyone');
  const [led] = everyone === undefined ? [] : teamsIn(spaces, everyone.id);
  return led ?? spaces.find(({ kind }) => kind === 'team') ?? null;
}

/** Null: all staff works there. */
export function ownTeam(spaces: readonly LedSpace[], group: string): LedSpace | null {
  const all = staffTeam(spaces)?.id;
  return teamsIn(spaces, group).find(({ id }) => id !== all) ?? null;
}

export function teamOf(spaces: readonly LedSpace[], group: string): LedSpace | null {
  return ownTeam(spaces, group) ?? staffTeam(spaces);
}

/** Those who work here and do not lead. */
export function colleagues(spaces: readonly Membership[]): readonly string[] {
  const leadership = spaces.find(({ kind }) => kind === 'leadership')?.personas ?? [];
  return [...staffOf(spaces)].filter((person) => !leadership.includes(person));
}

/** Of a group and its wards: the spaces that another team leads, or none; `team`: that which should. */
export function toLead(
  spaces: readonly LedSpace[],
  group: string | null,
  wards: readonly Ward[],
  team: string,
): string[] {
  const all = [...(group === null ? [] : [group]), ...wards.flatMap((ward) => spacesIn(ward, teamTiers))];
  return all.filter((id) => {
    const teams = teamsIn(spaces, id);
    return teams.length !== 1 || teams[0]?.id !== team;
  });
}

export interface Named {
  space: string;
  person: string;
}

/** Who of the staff reads something of these wards by name, without being one of `team`. */
export function namedBeside(spaces: readonly Membership[], wards: readonly Ward[], team: readonly string[]): Named[] {
  const others = new Set(colleagues(spaces).filter((person) => !team.includes(person)));
  return wards
    .flatMap((ward) => spacesIn(ward, namedTiers))
    .flatMap((id) => {
      const inside = spaces.find((space) => space.id === id)?.personas ?? [];
      return inside.filter((person) => others.has(person)).map((person) => ({ space: id, person }));
    });
}

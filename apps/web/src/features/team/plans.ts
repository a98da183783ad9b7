/**
 * Who works in a group, and who writes to everyone for the carrier, as plans: pure, so that each can be asked for again and happens once.
 * @module
 */
import { namedBeside, ownTeam, staffTeam, toLead, type LedSpace } from '@obhut/domain/group-teams.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import type { PlanStep } from '../../shell/use-client.ts';

/** A group with the wards in it, among all spaces. */
export interface GroupNow {
  spaces: readonly LedSpace[];
  group: string;
  wards: readonly Ward[];
}

type TeamRef = Extract<PlanStep, { do: 'lead' }>['team'];

function leading(spaces: readonly string[], team: TeamRef): PlanStep[] {
  return spaces.map((space) => ({ do: 'lead', space: { space }, team }));
}

function without({ spaces, wards }: GroupNow, staff: readonly string[]): PlanStep[] {
  return namedBeside(spaces, wards, staff).map(({ space, person }) => ({ do: 'remove', space: { space }, person }));
}

function making(now: GroupNow, staff: readonly string[]): PlanStep[] {
  const key = `team of ${now.group}`;
  const members = { staff: [...staff], people: [], teams: [], day: null };
  const all = toLead(now.spaces, now.group, now.wards, key);
  return [{ do: 'make', key, kind: 'team', ...members, facts: [] }, ...leading(all, { made: key })];
}

function changing(team: LedSpace, now: GroupNow, staff: readonly string[]): PlanStep[] {
  const space = { space: team.id };
  const come = staff.filter((person) => !team.personas.includes(person));
  const gone = team.personas.filter((person) => !staff.includes(person));
  return [
    ...leading(toLead(now.spaces, now.group, now.wards, team.id), space),
    ...come.map((person): PlanStep => ({ do: 'add', space, person, as: 'staff', until: null, digits: null })),
    ...gone.map((person): PlanStep => ({ do: 'remove', space, person })),
  ];
}

/** These people alone work in the group from here on, in a team of its own. Who was named to read more of its wards and is not among them, is out there too. */
export function staffing(now: GroupNow, staff: readonly string[]): PlanStep[] {
  const team = ownTeam(now.spaces, now.group);
  const steps = team === null ? making(now, staff) : changing(team, now, staff);
  return [...steps, ...without(now, staff)];
}

/** What another team leads is the group's team's again, and nobody else reads by name. */
export function aligning(now: GroupNow): PlanStep[] {
  const team = ownTeam(now.spaces, now.group) ?? staffTeam(now.spaces);
  if (team === null) return [];
  const due = toLead(now.spaces, now.group, now.wards, team.id);
  return [...leading(due, { space: team.id }), ...without(now, team.personas)];
}

/** All staff works in the group again; nobody stays in the team that it had. */
export function opening(now: GroupNow): PlanStep[] {
  const [own, all] = [ownTeam(now.spaces, now.group), staffTeam(now.spaces)];
  if (own === null || all === null) return [];
  const out = own.personas.map((person): PlanStep => ({ do: 'remove', space: { space: own.id }, person }));
  return [...leading(toLead(now.spaces, now.group, now.wards, all.id), { space: all.id }), ...out];
}

/** In these spaces, each of which is for everyone, a person writes for the carrier, or reads like everybody else. */
export function appointing(
  everyone: readonly string[],
  person: string,
  as: 'carrier' | 'people',
  digits: string | null,
): PlanStep[] {
  return everyone.map((space) => ({ do: 'appoint', space: { space }, person, as, digits }));
}

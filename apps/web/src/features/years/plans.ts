/**
 * The change of the year as plans: the next one is opened, wards and their people are given places in it, the old one is brought to its
 * end. Pure, so that each can be asked for again and happens once.
 * @module
 */
import type { DayTeam } from '@obhut/domain/day-teams.ts';
import type { Group } from '@obhut/domain/groups.ts';
import type { InstitutionDescribed, InstitutionNamed } from '@obhut/domain/institution.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { insteadOf, leaves, type Year } from '@obhut/domain/years.ts';
import type { Plan, PlanStep } from '../../shell/use-client.ts';

export function fact(type: string, body: unknown, naming: Record<string, string> = {}) {
  return { type, body, expiry: 0, notify: 'none' as const, naming };
}

interface Opening {
  /** What is for everyone in the year that goes on. */
  now: string;
  /** Its first day. */
  from: string;
  named: InstitutionNamed;
  described: InstitutionDescribed | null;
  /** Of whoever opens it: nobody can say it for somebody else. */
  yourName: string | null;
  /** The team of all staff. */
  team: string;
  /** Who writes to everyone for the carrier, and goes on with it. */
  carriers: readonly string[];
  /** Groups that go on, each with the team that leads it. */
  groups: readonly (Group & { team: string })[];
}

export function opening(id: string, { now, from, named, described, yourName, team, carriers, groups }: Opening): Plan {
  const make = (key: string, kind: 'everyone' | 'group', by: string, facts: ReturnType<typeof fact>[]): PlanStep => ({
    do: 'make',
    key,
    kind,
    teams: [{ space: by }],
    day: null,
    staff: [],
    people: [],
    facts,
  });
  const everyone = make('everyone', 'everyone', team, [
    fact('institution/named@1', named),
    ...(described === null ? [] : [fact('institution/described@1', described)]),
    fact('year/opened@1', { from }),
    ...(yourName === null ? [] : [fact('profile/named@1', { name: yourName })]),
  ]);
  // At once: two people can be at it, and the first word counts.
  const followed: PlanStep = {
    do: 'say',
    key: 'followed',
    space: { space: now },
    fact: fact('year/followed@1', { by: '' }, { by: 'everyone' }),
  };
  const next = groups.map(({ id: continues, team: by, name, colour, sign }) =>
    make(`group ${continues}`, 'group', by, [
      fact('group/named@1', { name, colour, sign }),
      fact('year/joined@1', { everyone: '', continues }, { everyone: 'everyone' }),
    ]),
  );
  const appointed = carriers.map((person): PlanStep => {
    return { do: 'appoint', space: { made: 'everyone' }, person, as: 'carrier', digits: null };
  });
  return { id, steps: [everyone, followed, ...appointed, ...next] };
}

/** What is chosen for a person who is in no group of the year to come, and goes on reading what is for everyone. */
export const justEveryone = 'everyone';

/** A ward, or a guardian whose wards are not in the app, with a place in the year to come. */
export interface Mover {
  id: string;
  /** Null: a person. */
  ward: Ward | null;
  people: readonly string[];
  before: string;
  /** A group's space, {@link leaves}, {@link justEveryone}; empty: not decided. */
  after: string;
}

export interface Audience {
  id: string;
  members: readonly string[];
}

/** Who is to come in and to go out, of an audience where `wanted` have a place; whoever nobody has moved stays as they are. */
function moves({ id, members }: Audience, wanted: ReadonlySet<string>, moved: ReadonlySet<string>): PlanStep[] {
  const space = { space: id };
  const added = [...wanted].filter((person) => !members.includes(person));
  const removed = members.filter((person) => moved.has(person) && !wanted.has(person));
  return [
    ...added.map((person): PlanStep => ({ do: 'add', space, person, as: 'people', until: null, digits: null })),
    ...removed.map((person): PlanStep => ({ do: 'remove', space, person })),
  ];
}

/** `movers`: all, also those whose place stays. Null: there is nothing to do. */
export function assigning(
  id: string,
  movers: readonly Mover[],
  everyone: Audience,
  groups: readonly Audience[],
): Plan | null {
  const changed = movers.filter(({ before, after }) => before !== after);
  const moved = new Set(changed.flatMap(({ people }) => people));
  const wanted = (isThere: (after: string) => boolean) =>
    new Set(movers.flatMap(({ after, people }) => (isThere(after) ? people : [])));
  const said = changed.flatMap(({ ward, after }): PlanStep[] => {
    const space = ward?.spaces['ward/day'];
    if (ward === null || space === undefined) return [];
    const noted = fact('ward/noted@1', { field: 'nextGroup', text: after });
    return [{ do: 'say', key: `ward ${ward.id}`, space: { space }, fact: noted }];
  });
  const steps = [
    ...moves(
      everyone,
      wanted((after) => after !== '' && after !== leaves),
      moved,
    ),
    ...groups.flatMap((group) =>
      moves(
        group,
        wanted((after) => after === group.id),
        moved,
      ),
    ),
    ...said,
  ];
  return steps.length === 0 ? null : { id, steps };
}

interface Closing {
  /** Years that are over and have no end so far. */
  over: readonly Year[];
  now: Year;
  groups: readonly Group[];
  wards: readonly Ward[];
  dayTeams: readonly DayTeam[];
  /** Last UTC days: of the old year's spaces, and of those of wards that have left. */
  ends: { year: number; leavers: number };
}

function settled(now: Year, { id, spaces, fields }: Ward): PlanStep[] {
  const space = spaces['ward/day'];
  if (space === undefined) return [];
  const say = (field: string, text: string): PlanStep => ({
    do: 'say',
    key: `${field} ${id}`,
    space: { space },
    fact: fact('ward/noted@1', { field, text }),
  });
  return [say('group', insteadOf([now], fields.nextGroup)), say('nextGroup', '')];
}

/** Day teams follow their groups into the new year. */
function followed({ now, groups, dayTeams }: Closing): PlanStep[] {
  return [...now.continued].flatMap(([next, old]) => {
    const team = dayTeams.find(({ group }) => group === old);
    const group = groups.find(({ id }) => id === next);
    if (team === undefined || group === undefined) return [];
    const { name, colour, sign } = group;
    const body = { group: next, name, colour, sign };
    return [{ do: 'say', key: `team ${team.id}`, space: { space: team.id }, fact: fact('day-team/named@1', body) }];
  });
}

export function leaversOf(wards: readonly Ward[]): readonly Ward[] {
  return wards.filter(({ fields }) => fields.nextGroup === leaves);
}

export function retire(space: string, on: number): PlanStep {
  return { do: 'retire', space: { space }, on };
}

export function closing(id: string, of: Closing): Plan {
  const { over, now, wards, ends } = of;
  const moved = wards.filter(({ fields }) => now.groups.includes(insteadOf([now], fields.nextGroup)));
  const steps = [
    ...moved.flatMap((ward) => settled(now, ward)),
    ...followed(of),
    ...leaversOf(wards).flatMap(({ spaces }) => Object.values(spaces).map((space) => retire(space, ends.leavers))),
    ...over.flatMap(({ everyone, groups }) => [...groups, everyone].map((space) => retire(space, ends.year))),
  ];
  return { id, steps };
}

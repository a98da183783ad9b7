/**
 * A plan of the import as one act over many spaces. Pure, and the same for the same seed: spaces are found again by the plan's id and the
 * ward's, so that neither a closed tab nor the same file again makes anything twice.
 *
 * Guardians are not made: what the list says of them waits as prepared letters. A protection flag is said before any of them.
 * @module
 */
import type { DayTeam } from '@obhut/domain/day-teams.ts';
import type { Group } from '@obhut/domain/groups.ts';
import { groupColours } from '@obhut/domain/groups.ts';
import { teamOf, toLead } from '@obhut/domain/group-teams.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { mostPrepared, type PreparedLetter } from '@obhut/domain/prepared-letters.ts';
import { wardFields, wardTiers, type Ward, type WardTier } from '@obhut/domain/wards.ts';
import { idsOf } from '@obhut/intake/ids.ts';
import type { Plan as IntakePlan, Step } from '@obhut/intake/plan.ts';
import { dayStepsOf } from '../../shell/day-steps.ts';
import type { Plan, PlanStep, SpaceView } from '../../shell/use-client.ts';
import { nameOf } from './sentences.ts';
import { textsOf, type TextField, type Words } from './ward-texts.ts';

export interface Surroundings {
  /** 16 bytes. */
  seed: Uint8Array;
  /** Where it is not kept so far it is said first. */
  isSeedKept: boolean;
  /** 16 bytes in hex of this attempt: what is said into spaces that exist counts anew. */
  attempt: string;
  leadership: string;
  /** The team of all staff. */
  team: string;
  spaces: readonly SpaceView[];
  /** Those that there are: a group that the plan makes has none so far. */
  dayTeams: readonly DayTeam[];
  wards: readonly Ward[];
  groups: readonly Group[];
  signs: readonly string[];
  prepared: readonly PreparedLetter[];
  words: Words;
  /** Of whom a flag speaks without naming anybody of the list. */
  somebody: string;
  /** Last UTC day on which a prepared letter waits. */
  until: number;
}

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;
type Ref = { space: string } | { made: string };

function fact(type: string, body: unknown, expiry = 0) {
  return { type, body, expiry, notify: 'none' as const };
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function stepsOf<Kind extends Step['kind']>(plan: IntakePlan, kind: Kind): Of<Kind>[] {
  return plan.steps.filter((step): step is Of<Kind> => step.kind === kind);
}

/** Each with a colour and a sign that no other has, as long as there are some. */
function groupSteps(plan: IntakePlan, { groups, signs, team }: Surroundings): PlanStep[] {
  const free = signs.filter((sign) => !groups.some((group) => group.sign === sign));
  return stepsOf(plan, 'group').map(({ id, name }, at): PlanStep => {
    const colour = groupColours[(groups.length + at) % groupColours.length] ?? 1;
    const sign = free[at] ?? signs[at % signs.length] ?? '';
    const named = fact('group/named@1', { name: tidyLine(name).slice(0, 100).trim(), colour, sign });
    return makeStep(`group ${id}`, 'group', [{ space: team }], [named]);
  });
}

type Make = Extract<PlanStep, { do: 'make' }>;

function makeStep(
  key: string,
  kind: Make['kind'],
  teams: Make['teams'],
  facts: Make['facts'],
  day: Make['day'] = null,
): Make {
  return { do: 'make', key, kind, teams, day, staff: [], people: [], facts };
}

/** A group that exists is named by its space; one that the plan makes by its step. */
function groupNoted(group: string, made: ReadonlySet<string>) {
  const isMade = made.has(group);
  const noted = fact('ward/noted@1', { field: 'group', text: isMade ? '' : group });
  return isMade ? { ...noted, naming: { text: `group ${group}` } } : noted;
}

function notedOf(step: Of<'ward'>, tier: WardTier, words: Words, made: ReadonlySet<string>) {
  const texts = new Map<TextField | 'name', string>(textsOf(step.values, words));
  if (step.name !== null) texts.set('name', tidyLine(nameOf(step.name)));
  const noted = [...texts]
    .filter(([field]) => wardFields[field].tier === tier)
    .map(([field, text]) => fact('ward/noted@1', { field, text }));
  return tier === wardFields.group.tier && step.group !== null ? [...noted, groupNoted(step.group, made)] : noted;
}

/** A group that the plan makes is all staff's. */
function teamFor({ group }: Of<'ward'>, { spaces, team }: Surroundings): string {
  return group === null ? team : (teamOf(spaces, group)?.id ?? team);
}

/** Whoever is in another group from now on is read by its team, and the day by its day team. */
function moveSteps(step: Of<'ward'>, at: Surroundings): PlanStep[] {
  const ward = at.wards.find(({ id }) => id === step.id);
  if (!step.isKnown || step.group === null || ward === undefined) return [];
  const team = teamFor(step, at);
  const leads = toLead(at.spaces, null, [ward], team).map((space): PlanStep => ({
    do: 'lead',
    space: { space },
    team: { space: team },
  }));
  const { 'ward/day': day } = ward.spaces;
  return day === undefined ? leads : [...leads, ...dayStepsOf(at.spaces, at.dayTeams, day, step.group)];
}

/** Whose tablet is to show the day of a new ward. */
function dayFor({ group }: Of<'ward'>, { dayTeams }: Surroundings): Make['day'] {
  const team = dayTeams.find((one) => one.group === group);
  return team === undefined ? null : { space: team.id };
}

function wardSteps(plan: IntakePlan, at: Surroundings): PlanStep[] {
  const { wards, words, attempt } = at;
  const made = new Set(stepsOf(plan, 'group').map(({ id }) => id));
  return stepsOf(plan, 'ward').flatMap((step) => [
    ...moveSteps(step, at),
    ...wardTiers.flatMap((tier): PlanStep[] => {
      const noted = notedOf(step, tier, words, made);
      if (!step.isKnown) {
        const teams = tier === 'ward/day' || tier === 'ward' ? [{ space: teamFor(step, at) }] : [];
        const facts = [fact('ward/opened@1', { ward: step.id }), ...noted];
        return [makeStep(`${step.id} ${tier}`, tier, teams, facts, tier === 'ward/day' ? dayFor(step, at) : null)];
      }
      const space = wards.find(({ id }) => id === step.id)?.spaces[tier];
      return space === undefined
        ? []
        : noted.map((said, at) => ({
            do: 'say',
            key: `${attempt} ${step.id} ${tier} ${at}`,
            space: { space },
            fact: said,
          }));
    }),
  ]);
}

/** Where the flags of a ward are: in a space that exists, or in one that the plan makes. */
function protectionOf(ward: string, wards: readonly Ward[]): Ref {
  const space = wards.find(({ id }) => id === ward)?.spaces['ward/protection'];
  return space === undefined ? { made: `${ward} ward/protection` } : { space };
}

function flagSteps(plan: IntakePlan, { wards, somebody }: Surroundings): PlanStep[] {
  return stepsOf(plan, 'flag').flatMap(({ id, ward, people, bans, fileNumber }) => {
    const names = people.length === 0 ? [somebody] : people.map(nameOf);
    return names.map((name, at): PlanStep => {
      const body = {
        person: null,
        name: tidyLine(name),
        file: tidyLine(fileNumber).slice(0, 200).trim(),
        bans: [...bans],
      };
      const key = `flag ${id} ${at}`;
      return { do: 'say', key, space: protectionOf(ward, wards), fact: fact('protection/recorded@2', body) };
    });
  });
}

function preparedOf(plan: IntakePlan, { prepared }: Surroundings): PreparedLetter[] {
  const guardianships = Map.groupBy(stepsOf(plan, 'guardianship'), ({ person }) => person);
  return stepsOf(plan, 'letter').map(({ person, wards, ...name }) => {
    const all = guardianships.get(person) ?? [];
    const before = prepared.find(({ id }) => id === person);
    const relation = all.find((one) => one.relation !== null)?.relation?.text ?? '';
    const reach = new Set(all.flatMap(({ phones, emails }) => [...phones, ...emails]));
    return {
      id: person,
      name: tidyLine(nameOf(name)).slice(0, 200).trim(),
      relation: tidyLine(relation).slice(0, 100).trim(),
      reach: tidyLine([...reach].join(' · '))
        .slice(0, 400)
        .trim(),
      isCustodian: all.some(({ isCustodian }) => isCustodian),
      mayCollect: all.some(({ mayCollect }) => mayCollect === false) ? false : null,
      wards: [...new Set([...(before?.wards ?? []), ...wards])].slice(0, 50),
    };
  });
}

function letterSteps(plan: IntakePlan, at: Surroundings): PlanStep[] {
  const all = preparedOf(plan, at);
  const batches = Array.from({ length: Math.ceil(all.length / mostPrepared) }, (_, number) =>
    all.slice(number * mostPrepared, (number + 1) * mostPrepared),
  );
  return batches.map((letters, number) => ({
    do: 'say',
    key: `${at.attempt} prepared ${number}`,
    space: { space: at.leadership },
    fact: fact('letter/prepared@1', { letters }, at.until),
  }));
}

export function carryingOut(plan: IntakePlan, at: Surroundings): Plan {
  const seeded: PlanStep = {
    do: 'say',
    key: 'seed',
    space: { space: at.leadership },
    fact: fact('intake/seeded@1', { seed: hex(at.seed) }),
  };
  const steps = [
    ...(at.isSeedKept ? [] : [seeded]),
    ...groupSteps(plan, at),
    ...wardSteps(plan, at),
    ...flagSteps(plan, at),
    ...letterSteps(plan, at),
  ];
  return { id: idsOf(at.seed)('carry out'), steps };
}

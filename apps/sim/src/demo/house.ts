/**
 * The institution of the demonstration: founded, its groups and children entered, its people in by their letters.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { dateOfDay } from '@obhut/domain/kernel/local-time.ts';
import { wardTiers } from '@obhut/domain/wards.ts';
import { lastBeginning } from '@obhut/domain/years.ts';
import type { Letter, NewSpaceDraft } from '@obhut/sync/client.ts';
import type { PlanResult } from '@obhut/sync/client/plan-commands.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { Plan, PlanStep } from '@obhut/sync/plans/plan.ts';
import { clock } from '../member.ts';
import {
  children,
  description,
  educators,
  groups,
  institutionName,
  invited,
  leader,
  parents,
  password,
  type Adult,
} from './cast.ts';
import { Person } from './person.ts';

export interface House {
  leader: Person;
  educators: readonly Person[];
  parents: readonly Person[];
  /** Mailbox of each parent, hex. */
  mailboxes: readonly string[];
  /** Spaces in the order of the cast, hex. */
  groups: readonly string[];
  /** By place in the list of children: the spaces of the ward by tier. */
  wards: readonly ReadonlyMap<string, string>[];
}

const newId = (): string => randomBytes(16).toString('hex');

export function fact(type: string, body: unknown): NewSpaceDraft {
  return { type, body, expiry: 0, notify: 'none' };
}

async function perform(person: Person, steps: PlanStep[]): Promise<PlanResult> {
  const plan: Plan = { id: newId(), steps };
  const result = await person.client.perform(plan);
  if (Object.keys(result.letters).length > 0) await person.client.forgetPlan(plan.id);
  return result;
}

/** A try that ended before the institution was founded has left the account. */
async function register({ client, login }: Person): Promise<void> {
  try {
    await client.register(login, password);
  } catch (error) {
    if (!(error instanceof ClientError) || error.failure !== 'name-taken') throw error;
    await client.login(login, password);
  }
}

async function found(origin: string, code: string): Promise<Person> {
  const person = await Person.arrives(origin, leader.name, leader.login, password);
  await register(person);
  await person.client.found({
    code,
    facts: [
      fact('institution/named@1', { name: institutionName, kind: 'kita' }),
      fact('institution/described@1', description),
      fact('year/opened@1', { from: lastBeginning(description.yearBegins, dateOfDay(clock.today())) }),
      fact('profile/named@1', { name: leader.name }),
    ],
  });
  await person.client.kitKept();
  await person.client.sheetLater();
  await person.until(() => person.client.snapshot().caughtUp, 'founding is not read back');
  return person;
}

/** A ward's spaces and what is noted of it, each where it may be read. */
function enrolling(at: number, group: string, team: string): PlanStep[] {
  const child = children[at];
  if (child === undefined) return [];
  const ward = newId();
  const noted: Record<string, Record<string, string>> = {
    'ward/day': { name: child.name, group, allergies: child.allergies },
    ward: { birthDate: child.birthDate },
  };
  return wardTiers.map((tier) => {
    const fields = Object.entries(noted[tier] ?? {}).filter(([, text]) => text !== '');
    const facts = [
      fact('ward/opened@1', { ward }),
      ...fields.map(([field, text]) => fact('ward/noted@1', { field, text })),
    ];
    const isTeams = tier === 'ward/day' || tier === 'ward';
    const teams = isTeams ? [{ space: team }] : [];
    return { do: 'make', key: `${at} ${tier}`, kind: tier, teams, day: null, staff: [], people: [], facts };
  });
}

interface Recipient {
  name: string;
  note: string;
  groups: readonly string[];
}

async function letters(leading: Person, team: string, recipients: readonly Recipient[]): Promise<Letter[]> {
  const steps = recipients.map(({ name, note, groups: into }, at): PlanStep => {
    const facts = [fact('letter/addressed@1', { name, note })];
    return { do: 'letter', key: String(at), team: { space: team }, groups: into.map((space) => ({ space })), facts };
  });
  const made = await perform(leading, steps);
  return recipients.flatMap((_, at) => made.letters[at] ?? []);
}

async function join(origin: string, { name, login }: Adult, letter: Letter): Promise<Person> {
  const person = await Person.arrives(origin, name, login, password);
  await person.client.openLetter({ fragment: letter.fragment, code: letter.code });
  await person.client.register(login, password);
  await person.client.claim([fact('profile/named@1', { name })]);
  await person.client.sheetLater();
  return person;
}

/** Puts each parent into the spaces of their children: their letters were handed over in person. */
async function relate(house: House): Promise<void> {
  const steps = parents.flatMap((parent, at): PlanStep[] => {
    const guardian = house.parents[at]?.id ?? '';
    return parent.children.flatMap((child): PlanStep[] => {
      const own = house.wards[child];
      const rights = ['custody', 'maySee', 'mayDecide', 'mayCollect', 'inEmergency'];
      const stated = fact('guardianship/stated@1', { guardian, relation: parent.relation, rights });
      const spaces = ['ward/day', 'ward', 'ward/sensitive'].flatMap((tier) => own?.get(tier) ?? []);
      return [
        ...spaces.map((space): PlanStep => {
          return { do: 'add', space: { space }, person: guardian, as: 'people', until: null, digits: null };
        }),
        { do: 'say', key: `${at} ${child}`, space: { space: own?.get('ward') ?? '' }, fact: stated },
      ];
    });
  });
  await perform(house.leader, steps);
}

const noteOf = (relation: string, places: readonly number[]): string =>
  `${relation} von ${places.map((at) => children[at]?.name ?? '').join(' und ')}`;

/** `tell`: called before each step, with what it does. */
export async function build(origin: string, code: string, tell: (step: string) => void): Promise<House> {
  tell('The institution is founded');
  const leading = await found(origin, code);
  const team = leading.space('team');
  const spaces: string[] = [];
  for (const group of groups) spaces.push(await leading.client.createSpace('group', [fact('group/named@1', group)]));

  tell(`${children.length} children are entered`);
  const steps = children.flatMap(({ group }, at) => enrolling(at, spaces[group] ?? '', team));
  const { spaces: made } = await perform(leading, steps);
  const wards = children.map((_, at) => new Map(wardTiers.map((tier) => [tier, made[`${at} ${tier}`] ?? ''])));

  tell('Letters are made and opened');
  const groupsOf = (places: readonly number[]) => [
    ...new Set(places.flatMap((at) => spaces[children[at]?.group ?? 0] ?? [])),
  ];
  const all = await letters(leading, team, [
    ...educators.map(({ name }) => ({ name, note: 'Team', groups: [] })),
    ...parents.map(({ name, relation, children: of }) => ({ name, note: noteOf(relation, of), groups: groupsOf(of) })),
    ...invited.map(({ name, child }) => ({ name, note: noteOf('Elternteil', [child]), groups: groupsOf([child]) })),
  ]);
  const people: Person[] = [];
  for (const [at, adult] of [...educators, ...parents].entries()) {
    const letter = all[at];
    if (letter !== undefined) people.push(await join(origin, adult, letter));
  }
  const house: House = {
    leader: leading,
    educators: people.slice(0, educators.length),
    parents: people.slice(educators.length),
    mailboxes: all.slice(educators.length, educators.length + parents.length).map(({ mailbox }) => mailbox),
    groups: spaces,
    wards,
  };
  tell('Team and parents come to their children');
  for (const educator of house.educators) {
    const digits = educator.client.snapshot().institution?.digits ?? '';
    await leading.until(
      () =>
        leading.client.snapshot().institution?.spaces.some(({ personas }) => personas.includes(educator.id)) === true,
      'nobody has come by a letter',
    );
    await leading.client.admit(educator.id, 'team', digits);
    await educator.until(
      () => educator.client.snapshot().institution?.standing === 'staff',
      'nobody has admitted them',
    );
    await educator.say({ ...fact('profile/named@1', { name: educator.name }), space: educator.space('everyone') });
  }
  await relate(house);
  return house;
}
